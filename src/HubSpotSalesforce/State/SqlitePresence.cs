namespace HubSpotSalesforce.State;

/// <summary>A file beside the store that the runner holds open: the system closes it when the process dies, however it dies.</summary>
/// <remarks>It tells a killed runner from a living one, whose lease has to be waited for. The file stays when it is closed: removing it would race.</remarks>
internal sealed class SqlitePresence : IDisposable
{
    private readonly FileStream _file;

    private SqlitePresence(FileStream file) => _file = file;

    /// <summary>Takes the file; null while another runner holds it.</summary>
    public static SqlitePresence? TryTake(string path)
    {
        try
        {
            return new SqlitePresence(new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
