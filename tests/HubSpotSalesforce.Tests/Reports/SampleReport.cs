using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Reports;

namespace HubSpotSalesforce.Tests.Reports;

/// <summary>Reports of made-up rows, and the files they become.</summary>
internal static class SampleReport
{
    private static readonly string[] People = ["Dana Moss", "Lee Park", "Zoë Ångström", "Igor O'Brien", "Mei Moreau", "Femi García", "Bo Łukasik"];
    private static readonly string[] Owners = ["Anna Berg", "Tom Reed", "Integration"];
    private static readonly DateOnly First = new(2026, 10, 23);

    public static IReadOnlyDictionary<string, string> Templates { get; } = ActivityKind.All.ToDictionary(kind => kind.Key, kind => kind.Subject);

    /// <summary>Rows of thirty days and of the thirty before, newest first.</summary>
    public static ReportRow[] Rows(int count = 400, string? subject = null, string? person = null) =>
    [
        .. Enumerable.Range(0, count).Select(number => Row(number, First.AddDays(29 - (number * 60 / count)), subject, person)),
    ];

    /// <summary>Writes rows and their figures to a file, and returns its path.</summary>
    public static string Write(string folder, string name, IReadOnlyList<ReportRow> rows, Func<ReportSummary, ReportSummary>? change = null)
    {
        string path = Path.Combine(folder, name);
        using ReportFile file = ReportFile.Create(path, overwrites: true);
        ReportTally tally = new(First, Templates);
        foreach (ReportRow row in rows)
        {
            if (tally.Add(row))
            {
                file.Add(row);
            }
        }

        ReportSummary summary = tally.Summarize(Basis(), id => (rows.First(row => row.PersonId == id).Person, "dana@customer.com", rows[0].Account, "https://acme.my.salesforce.com/" + id));
        file.Complete(change is null ? summary : change(summary));
        return path;
    }

    public static ReportSummary Basis() => new()
    {
        Name = "HubSpot activities",
        Who = "contacts",
        Filters = ["2026-10-23 to 2026-11-21", "From HubSpot", "Open and completed"],
        From = First,
        To = First.AddDays(29),
        BeforeFrom = First.AddDays(-30),
        MadeAt = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero),
        Org = "acme.my.salesforce.com",
        Activities = 0,
        Figures = [],
        Days = [],
        Kinds = [],
        Owners = [],
        Campaigns = [],
        Funnels = [],
        MostEngaged = [],
        LeastEngaged = [],
        Sync = new ReportSync
        {
            Runs = 12,
            Stopped = 1,
            LastAt = new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero),
            Read = 900,
            Created = 400,
            Skipped = [new ReportReason("NoLinkedContact", 73, "Contact 101 is not linked.", "hs-call-1"), new ReportReason("Filtered", 5, null, null)],
            Failed = [new ReportFailure("hs-call-3", "callMade", "FIELD_CUSTOM_VALIDATION_EXCEPTION", "Not this one.", 3, new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.Zero))],
        },
        Notes = ["An activity stands on its task's day."],
    };

    private static ReportRow Row(int number, DateOnly day, string? subject, string? person)
    {
        ActivityKind kind = ActivityKind.All[number % 4 == 0 ? 1 : number % ActivityKind.All.Count];
        int who = number * 5 % People.Length;
        string name = kind.Subject.Replace("{email}", number % 3 == 0 ? "November newsletter" : "Product news", StringComparison.Ordinal)
            .Replace("{form}", "Contact us", StringComparison.Ordinal).Replace("{subject}", "Your quote", StringComparison.Ordinal);
        return new ReportRow
        {
            Date = day,
            Kind = kind.Key,
            Subject = subject ?? name,
            Person = person ?? People[who],
            Email = $"person{who.ToString(CultureInfo.InvariantCulture)}@customer.com",
            Account = who % 2 == 0 ? "Acme" : null,
            Owner = Owners[number % Owners.Length],
            Status = number % 9 == 0 ? "Not Started" : "Completed",
            IsOpen = number % 9 == 0,
            TaskType = number % 5 == 0 ? "Call" : null,
            OccurredAt = new DateTimeOffset(day, new TimeOnly(10, 30), TimeSpan.Zero),
            CreatedAt = new DateTimeOffset(day, new TimeOnly(10, 31), TimeSpan.Zero),
            Who = "contacts",
            TaskId = $"00T{number:D12}EAA",
            PersonId = $"003{who:D12}AAA",
            AccountId = who % 2 == 0 ? "001000000000001AAA" : null,
            OwnerId = $"005{number % Owners.Length:D12}AAA",
            Key = $"hs-test-{number.ToString(CultureInfo.InvariantCulture)}",
            IsArchived = false,
            Url = $"https://acme.my.salesforce.com/00T{number:D12}EAA",
        };
    }
}
