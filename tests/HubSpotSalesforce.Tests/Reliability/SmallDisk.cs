using System.Diagnostics;
using System.Globalization;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>A disk of a few kilobytes, mounted over a folder and gone after the test.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>Mounts one; null where that is refused.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="kilobytes">Its size.</param>
    public static SmallDisk? TryMount(string folder, int kilobytes)
        => Call("mount", "-t", "tmpfs", "-o", Size(kilobytes), "none", folder) ? new SmallDisk(folder) : null;

    /// <summary>Gives it another size.</summary>
    public void Resize(int kilobytes) => Assert.True(Call("mount", "-o", $"remount,{Size(kilobytes)}", _folder));

    public void Dispose() => Assert.True(Call("umount", "--lazy", _folder));

    private static string Size(int kilobytes) => string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k");

    private static bool Call(params string[] command)
    {
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
