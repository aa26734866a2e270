namespace HubSpotSalesforce.Tests.State;

/// <summary>A folder that is gone after the test: on Windows that also shows that a disposed store holds no file open.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("state-").FullName;

    /// <summary>The path of a file or folder in it.</summary>
    public string this[params string[] names] => Path.Combine([_path, .. names]);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
