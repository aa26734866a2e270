namespace HubSpotSalesforce.Reports;

/// <summary>The headline figures of one period, counted row by row.</summary>
internal sealed class PeriodTally
{
    // Beyond this many names, emails share one: their figures stay right in sum, and memory stays bounded.
    private const int MaxCampaigns = 20_000;

    private readonly CampaignNames _names;
    private readonly Dictionary<(bool IsSalesEmail, string Name), int> _campaigns = [];
    private int _open;
    private int _responses;

    /// <summary>Creates a tally.</summary>
    public PeriodTally(CampaignNames names) => _names = names;

    /// <summary>The people of the period.</summary>
    public PeopleTally People { get; } = new();

    /// <summary>How many activities there are.</summary>
    public int Activities { get; private set; }

    /// <summary>The emails, by number.</summary>
    public IReadOnlyDictionary<(bool IsSalesEmail, string Name), int> Campaigns => _campaigns;

    /// <summary>Whether there were so many emails that some share a name.</summary>
    public bool IsFull => _campaigns.Count >= MaxCampaigns;

    /// <summary>Takes an activity and returns the name of its email or form; null when it belongs to none.</summary>
    public string? Add(ReportRow row)
    {
        Activities++;
        _open += row.IsOpen ? 1 : 0;
        _responses += row.Kind is "salesEmailReplied" or "formSubmission" or "meetingScheduled" ? 1 : 0;
        string? name = CampaignNames.IsCampaign(row.Kind) ? _names.Of(row.Kind!, row.Subject) : null;
        People.Add(row, name is null || row.Kind == "formSubmission" ? null : Number((CampaignNames.IsSalesEmail(row.Kind!), name)));
        return name;
    }

    /// <summary>The headline figures.</summary>
    /// <param name="before">The period before; null when there is none.</param>
    public ReportFigure[] Figures(PeriodTally? before)
    {
        (double? opened, double? clicked) = Shares();
        (double? openedBefore, double? clickedBefore) = before?.Shares() ?? (null, null);
        return
        [
            new("Activities", Activities, before?.Activities, false, "tasks in this report"),
            new("People", People.Count, before?.People.Count, false, "with at least one activity"),
            new("Open rate", opened, openedBefore, true, "people who opened, of those an email was sent to"),
            new("Click rate", clicked, clickedBefore, true, "people who clicked, of those an email was sent to"),
            new("Responses", _responses, before?._responses, false, "replies, forms submitted, meetings"),
            new("Open tasks", _open, before?._open, false, "not completed yet"),
        ];
    }

    private (double? Opened, double? Clicked) Shares()
    {
        (int sent, int opened, int clicked) = (0, 0, 0);
        foreach ((int Sent, int Opened, int Clicked, int Replied) funnel in People.Funnels(countsOthers: false).Values)
        {
            (sent, opened, clicked) = (sent + funnel.Sent, opened + funnel.Opened, clicked + funnel.Clicked);
        }

        return (Share(opened, sent), Share(clicked, sent));
    }

    // Where nobody opened, opens are hardly synchronised: what is not known is not nothing.
    private static double? Share(int part, int whole) => part == 0 || whole == 0 ? null : (double)part / whole;

    private int Number((bool IsSalesEmail, string Name) campaign)
    {
        if (_campaigns.TryGetValue(campaign, out int number))
        {
            return number;
        }

        (bool, string) key = IsFull ? (campaign.IsSalesEmail, "(others)") : campaign;
        if (!_campaigns.TryGetValue(key, out number))
        {
            _campaigns[key] = number = _campaigns.Count;
        }

        return number;
    }
}
