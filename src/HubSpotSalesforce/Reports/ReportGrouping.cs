using System.Globalization;

namespace HubSpotSalesforce.Reports;

/// <summary>Counts rows in groups of one sort, as they pass.</summary>
public sealed class ReportGrouping
{
    private readonly GroupTally _tally;
    private readonly Func<ReportRow, (string Name, string? Id)?> _group;

    /// <summary>Creates a grouping.</summary>
    /// <param name="by">One of <see cref="Names"/>, in any case.</param>
    /// <param name="templates">The subject templates of the settings, by kind, by which emails and forms are recognised.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.ReportInvalid"/>: there is no such grouping.</exception>
    public ReportGrouping(string by, IReadOnlyDictionary<string, string> templates)
    {
        string name = Names.FirstOrDefault(known => known.Equals(by, StringComparison.OrdinalIgnoreCase))
            ?? throw new SyncException(FaultKind.ReportInvalid, by, $"Activities cannot be grouped by '{by}'. Group them by {string.Join(", ", Names[..^1])} or {Names[^1]}.");
        CampaignNames campaigns = new(templates);
        _tally = new GroupTally(name);
        _group = name switch
        {
            "kind" => row => (row.Kind ?? "", null),
            "owner" => row => (row.Owner, row.OwnerId),
            "person" => row => (row.Person, row.PersonId),
            "account" => row => (row.Account ?? "", row.AccountId),
            "campaign" => row => CampaignNames.IsCampaign(row.Kind) ? (campaigns.Of(row.Kind!, row.Subject), null) : null,
            "status" => row => (row.Status, null),
            "taskType" => row => (row.TaskType ?? "", null),
            "month" => row => (Text(row.Date, "yyyy-MM"), null),
            _ => row => (Text(row.Date, "yyyy-MM-dd"), null),
        };
    }

    /// <summary>What activities can be grouped by.</summary>
    public static string[] Names { get; } = ["kind", "owner", "day", "month", "campaign", "person", "account", "status", "taskType"];

    /// <summary>Takes a row; one that belongs into no group is left out.</summary>
    public void Add(ReportRow row)
    {
        if (_group(row) is { } group)
        {
            _tally.Add(row, group.Name, group.Id);
        }
    }

    /// <summary>The groups: days and months in their order, all others with the most activities first.</summary>
    public ReportGroup[] ToArray()
    {
        ReportGroup[] groups = _tally.ToArray();
        return groups is [{ By: "day" or "month" }, ..] ? [.. groups.OrderBy(group => group.Name, StringComparer.Ordinal)] : groups;
    }

    private static string Text(DateOnly? day, string format) => day?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
