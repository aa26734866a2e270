using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Test-SyncConnection: looks at all a run needs of both sides, and says of each whether it is right or how to set it right.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SyncConnection")]
[OutputType(typeof(ConnectionFinding))]
public sealed class TestSyncConnectionCommand : ConnectedCmdlet
{
    // By the name of the connections, which is empty for those of the session and the settings: the sides to look at, none for both.
    private readonly OrderedDictionary<string, HashSet<string>> _asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of the connections to use before those of the session and the settings; what HUBSPOT_SALESFORCE_PROFILE says by default. A connection that is piped in brings its own.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public override string? Profile { get; set; } = DefaultProfile;

    /// <summary>The sides to look at; both by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("HubSpot", "Salesforce")]
    public string[] System { get; set; } = [];

    /// <inheritdoc/>
    protected override void Take()
    {
        string profile = Profile ?? "";
        bool isKnown = _asked.TryGetValue(profile, out HashSet<string>? systems);
        systems ??= new(StringComparer.OrdinalIgnoreCase);
        if (System.Length == 0 || (isKnown && systems.Count == 0))
        {
            systems.Clear();    // both
        }
        else
        {
            systems.UnionWith(System);
        }

        _asked[profile] = systems;
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
        foreach ((string profile, HashSet<string> systems) in _asked)
        {
            try
            {
                LookAt(profile.Length == 0 ? null : profile, [.. systems]);
            }
            catch (SyncException fault) when (MyInvocation.ExpectingInput && fault.Kind == FaultKind.NotFound)
            {
                WriteError(Record(fault));    // the other connections of the pipeline are looked at all the same
            }
        }
    }

    private void LookAt(string? profile, string[] systems)
    {
        string settings = SettingFile;
        Profile = profile;
        RunHost host = NewHost();
        Run(async cancel =>
        {
            using ConnectionDoctor doctor = await ConnectionDoctor.OpenAsync(settings, host, cancel);
            await foreach (ConnectionFinding finding in doctor.LookAsync(systems, cancel))
            {
                Post(() => WriteObject(finding with { Profile = profile }));
            }
        });
    }
}
