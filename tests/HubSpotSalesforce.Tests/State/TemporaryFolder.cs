namespace HubSpotSalesforce.Tests.State;

/// <summary>A folder that is gone after the test: on Windows that also shows that a disposed store holds no file open.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>The folder's full path.</summary>
    public string FullName { get; } = Directory.CreateTempSubdirectory("state-").FullName;

    /// <summary>The path of a file or folder in it.</summary>
    public string this[params string[] names] => Path.Combine([FullName, .. names]);

    /// <summary>Copies a file that somebody is writing to.</summary>
    public void CopyShared(string name, string copy)
    {
        // File.Copy would ask Windows for a file that nobody writes to.
        using FileStream from = new(this[name], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using FileStream to = File.Create(this[copy]);
        from.CopyTo(to);
    }

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
