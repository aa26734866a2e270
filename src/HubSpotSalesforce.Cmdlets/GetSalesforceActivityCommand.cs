using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Get-SalesforceActivity: reads tasks and events from Salesforce as they come, and changes nothing.</summary>
[Cmdlet(VerbsCommon.Get, "SalesforceActivity", DefaultParameterSetName = "Time")]
[OutputType(typeof(Activity))]
public sealed class GetSalesforceActivityCommand : ConnectedCmdlet
{
    private readonly RunProgress _progress = new("Salesforce activities");

    /// <summary>The families to read; all four by default.</summary>
    [Parameter]
    [ValidateSet("tasks", "emails", "calls", "meetings")]
    public string[] Family { get; set; } = [];

    /// <summary>The first moment that counts; the whole history by default. Without an offset it is in this machine's zone.</summary>
    [Parameter(ParameterSetName = "Time")]
    [Moment]
    public DateTimeOffset Since { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>The end of the time; none by default. Of a day that it falls into all counts.</summary>
    [Parameter(ParameterSetName = "Time")]
    [Moment]
    public DateTimeOffset? Until { get; set; }

    /// <summary>The ids of the tasks and events to read, of 15 or 18 characters.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Id")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    private protected override SyncException? Contradiction => Period.Contradiction(Since, Until);

    /// <inheritdoc/>
    protected override void Finish()
    {
        string settings = SettingFile;
        RunHost host = NewHost();
        int read = 0;
        HashSet<string> seen = new(StringComparer.Ordinal);

        Run(async cancel =>
        {
            using RecordFeed feed = await RecordFeed.OpenAsync(settings, host, cancel);
            IAsyncEnumerable<Activity> rows = ParameterSetName == "Id" ? feed.ReadAsync(Family, Id, cancel) : feed.ReadAsync(Family, Since.ToUniversalTime(), Until?.ToUniversalTime(), cancel);
            await foreach (Activity activity in rows)
            {
                Post(() =>
                {
                    read++;
                    seen.Add(activity.SourceId[..15]);
                    _progress.Show(this, () => new RunStep($"{read} read", read, activity.Kind, Family));
                    WriteObject(activity);
                });
            }
        });

        _progress.Complete(this);
        foreach (string id in Id.Where(id => id.Length < 15 || !seen.Contains(id[..15])))
        {
            string why = RecordFeed.IsId(id) ? $"Salesforce shows no task or event '{id}'{(Family.Length > 0 ? $" of {string.Join(", ", Family)}" : "")}." : $"'{id}' is no id of a Salesforce record.";
            WriteError(Record(new SyncException(FaultKind.NotFound, id, $"{why} Check the id, and what the integration user may see.")));
        }
    }
}
