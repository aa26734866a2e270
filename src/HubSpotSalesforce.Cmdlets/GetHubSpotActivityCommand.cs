using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Get-HubSpotActivity: reads activities from HubSpot as they come, and changes nothing.</summary>
[Cmdlet(VerbsCommon.Get, "HubSpotActivity")]
[OutputType(typeof(Activity))]
public sealed class GetHubSpotActivityCommand : ConnectedCmdlet
{
    private readonly RunProgress _progress = new("HubSpot activities");

    /// <summary>The kinds to read; those that the settings have on by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateKind]
    [ArgumentCompleter(typeof(KindCompleter))]
    public string[] Kind { get; set; } = [];

    /// <summary>The first moment that counts; the whole history by default. Without an offset it is in this machine's zone.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset Since { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>The first moment that counts no more; the present by default.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? Until { get; set; }

    private protected override SyncException? Contradiction => Period.Contradiction(Since, Until);

    /// <inheritdoc/>
    protected override void Finish()
    {
        string settings = SettingFile;
        RunHost host = NewHost();
        int read = 0;

        Run(async cancel =>
        {
            using ActivityFeed feed = await ActivityFeed.OpenAsync(settings, host, cancel);
            feed.Warned += warning => Post(() => WriteWarning(warning));
            await foreach (Activity activity in feed.ReadAsync(Kind, Since, Until, cancel))
            {
                Post(() =>
                {
                    read++;
                    _progress.Show(this, () => new RunStep($"{read} read", read, activity.Kind, Kind));
                    WriteObject(activity);
                });
            }
        });

        _progress.Complete(this);
    }
}
