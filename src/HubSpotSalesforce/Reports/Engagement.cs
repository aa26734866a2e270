namespace HubSpotSalesforce.Reports;

/// <summary>What one person did and what reached them, in as few bytes as that takes.</summary>
internal struct Engagement
{
    public UInt128 Person;
    public int Reached;
    public int Opened;
    public int Clicked;
    public int Responded;
    public int LastDay;

    public readonly int Engaged => Opened + Clicked + Responded;

    /// <summary>Takes an activity.</summary>
    public void Add(string? kind, DateOnly? day)
    {
        switch (kind)
        {
            case "marketingEmailSent" or "salesEmailSent" or "callMade":
                Reached++;
                return;
            case "marketingEmailOpened" or "salesEmailOpened":
                Opened++;
                break;
            case "marketingEmailClicked" or "salesEmailClicked" or "salesContentViewed":
                Clicked++;
                break;
            case "salesEmailReplied" or "formSubmission" or "meetingScheduled":
                Responded++;
                break;
            default:
                return;
        }

        LastDay = Math.Max(LastDay, day?.DayNumber ?? 0);
    }
}
