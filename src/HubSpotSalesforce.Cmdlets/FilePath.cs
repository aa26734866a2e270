using System.Management.Automation;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Turns paths as PowerShell has them into paths of files: drives of its own are known, and what is no file system is refused.</summary>
internal static class FilePath
{
    private const string FileSystem = "FileSystem";

    /// <summary>Returns the full path of a file; a relative path starts at the current location.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: the path leads to no file system.</exception>
    public static string FullPath(this PSCmdlet cmdlet, string path)
    {
        try
        {
            string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == FileSystem
                ? full
                : throw new SyncException(FaultKind.SettingsInvalid, path, $"'{Shown.Of(path, 60)}' leads to {provider.Name}, which holds no files. Give the path of a file, or go to a folder with Set-Location.");
        }
        catch (Exception unfound) when (unfound is SessionStateException or ProviderInvocationException)
        {
            throw new SyncException(FaultKind.SettingsInvalid, path, $"'{Shown.Of(path, 60)}' leads nowhere: {unfound.Message.TrimEnd('.')}. Give the path of a file; Get-PSDrive lists the drives.", unfound);
        }
    }

    /// <summary>Returns a path that begins with a drive of PowerShell as a full path, and any other as it is.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: the path leads to no file system.</exception>
    public static string WithoutDrive(this PSCmdlet cmdlet, string path)
        => path.AsSpan().IndexOfAny(':', '/', '\\') is > 1 and int end && path[end] == ':' ? cmdlet.FullPath(path) : path;

    /// <summary>Whether a relative path leads to a file where the session is.</summary>
    public static bool IsAtFiles(this PSCmdlet cmdlet) => cmdlet.SessionState.Path.CurrentLocation.Provider.Name == FileSystem;
}
