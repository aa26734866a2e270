using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of the cmdlets that connect: by values given here, by places where secrets are found, or as a settings file says.</summary>
public abstract class ConnectionCmdlet : SyncCmdlet
{
    private protected const string BySetting = "Setting";

    /// <summary>The settings file whose connection is checked and used. A relative path starts at the current location.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = BySetting)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SettingPathCompleter))]
    public string SettingPath { get; set; } = "";

    /// <summary>The name to keep the connection under, for -Profile of the other cmdlets; without one it counts for this session wherever none is named.</summary>
    [Parameter]
    [ValidatePattern(@"^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,63}$")]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? Profile { get; set; }

    /// <summary>Whether the connection is that of a settings file.</summary>
    private protected bool IsBySetting => ParameterSetName == BySetting;

    /// <summary>The settings file as a full path.</summary>
    private protected string SettingFile => this.FullPath(SettingPath);

    /// <summary>Returns a reference whose file, if it is one, no longer depends on the current location.</summary>
    private protected string Placed(string reference)
        => reference.StartsWith("file:", StringComparison.Ordinal) ? $"file:{this.FullPath(reference["file:".Length..])}" : reference;

    /// <summary>Asks whether a connection is to be kept, and where.</summary>
    private protected bool Consents(ConnectionReport report, string? scope = null)
        => ShouldProcess(report.Url, Profile is null ? $"use {report.System} {report.Id} in this session" : $"keep {report.System} {report.Id} as '{Profile}'{(scope == "User" ? " for this user" : "")}");

    /// <summary>Keeps a saved profile.</summary>
    private protected void Save(ConnectionProfile profile) => new ProfileFile(NewHost().Environment).Save(profile);
}
