namespace HubSpotSalesforce.Simulator.Tests;

/// <summary>A portal folder that lasts as long as its test.</summary>
public sealed class PortalFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("portal-").FullName;

    public void Write(string file, params string[] lines)
    {
        string path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, lines);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
