using System.Runtime.InteropServices;

namespace HubSpotSalesforce.Reports;

/// <summary>Counts a report's rows as they pass, so that no row has to be kept.</summary>
/// <remarks>For one caller at a time.</remarks>
public sealed class ReportTally
{
    private const int MaxListed = 50;
    private const int MaxPeople = 10;
    private const int MaxForms = 5_000;

    private readonly DateOnly? _from;
    private readonly PeriodTally _period;
    private readonly PeriodTally? _before;
    private readonly Dictionary<(int Day, string Kind), int> _days = [];
    private readonly GroupTally _kinds = new("kind");
    private readonly GroupTally _owners = new("owner");
    private readonly GroupTally _campaigns = new("campaign", MaxForms);

    /// <summary>Creates a tally.</summary>
    /// <param name="from">The first day of the period; what comes before it is the period it is compared with. Null when any date counts.</param>
    /// <param name="templates">The subject templates of the settings, by kind, by which emails and forms are recognised.</param>
    public ReportTally(DateOnly? from, IReadOnlyDictionary<string, string> templates)
    {
        CampaignNames names = new(templates);
        _from = from;
        _period = new PeriodTally(names);
        _before = from is null ? null : new PeriodTally(names);
    }

    /// <summary>How many rows of the period itself it took.</summary>
    public int Activities => _period.Activities;

    /// <summary>The people whose names a summary needs, each once.</summary>
    public string[] People => [.. _period.People.Most(MaxPeople).Concat(_period.People.Least(MaxPeople)).Select(person => PackedId.Text(person.Person)).Distinct()];

    /// <summary>Takes a row and says whether it is of the period itself.</summary>
    public bool Add(ReportRow row)
    {
        if (row.Date < _from)
        {
            _before!.Add(row);
            return false;
        }

        string? campaign = _period.Add(row);
        _kinds.Add(row, row.Kind ?? "");
        _owners.Add(row, row.Owner, row.OwnerId);
        if (row.Date is { } day)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_days, (day.DayNumber, row.Kind ?? ""), out _)++;
        }

        if (campaign is not null && !CampaignNames.IsSalesEmail(row.Kind!))
        {
            _campaigns.Add(row, campaign);
        }

        return true;
    }

    /// <summary>Returns the figures of all rows so far.</summary>
    /// <param name="basis">What is known of the report beside its rows; its figures are replaced.</param>
    /// <param name="person">Gives a person of <see cref="People"/>; null for one who is gone.</param>
    public ReportSummary Summarize(ReportSummary basis, Func<string, (string Name, string? Email, string? Company, string? Url)?> person) => basis with
    {
        Activities = Activities,
        Figures = _period.Figures(_before),
        Days = [.. _days.OrderBy(day => day.Key.Day).ThenBy(day => day.Key.Kind, StringComparer.Ordinal).Select(day => new ReportCount(DateOnly.FromDayNumber(day.Key.Day), NullIfEmpty(day.Key.Kind), day.Value))],
        Kinds = _kinds.ToArray(),
        Owners = _owners.ToArray(MaxListed),
        Campaigns = _campaigns.ToArray(MaxListed),
        Funnels = Funnels(),
        MostEngaged = [.. _period.People.Most(MaxPeople).Select(one => Named(one, person))],
        LeastEngaged = [.. _period.People.Least(MaxPeople).Select(one => Named(one, person))],
        Notes = Notes(basis.Notes),
    };

    private ReportFunnel[] Funnels()
    {
        Dictionary<int, (int Sent, int Opened, int Clicked, int Replied)> funnels = _period.People.Funnels(countsOthers: true);
        return
        [
            .. _period.Campaigns.Where(campaign => funnels.ContainsKey(campaign.Value))
                .Select(campaign => (campaign.Key, Funnel: funnels[campaign.Value]))
                .Select(found => new ReportFunnel(found.Key.Name, found.Key.IsSalesEmail, found.Funnel.Sent, found.Funnel.Opened, found.Funnel.Clicked, found.Funnel.Replied))
                .OrderByDescending(funnel => funnel.Sent).ThenBy(funnel => funnel.Name, StringComparer.Ordinal).ThenBy(funnel => funnel.IsSalesEmail)
                .Take(MaxListed),
        ];
    }

    private string[] Notes(string[] notes)
        => _period.IsFull || _campaigns.IsFull ? [.. notes, "There were more emails and forms than a report tells apart: the later ones stand together as (others)."] : notes;

    private static ReportPerson Named(Engagement one, Func<string, (string Name, string? Email, string? Company, string? Url)?> person)
    {
        string id = PackedId.Text(one.Person);
        (string Name, string? Email, string? Company, string? Url)? known = person(id);
        return new ReportPerson
        {
            Id = id,
            Name = known?.Name ?? "(deleted)",
            Email = known?.Email,
            Company = known?.Company,
            Url = known?.Url,
            Reached = one.Reached,
            Opened = one.Opened,
            Clicked = one.Clicked,
            Responded = one.Responded,
            Last = one.LastDay == 0 ? null : DateOnly.FromDayNumber(one.LastDay),
        };
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
