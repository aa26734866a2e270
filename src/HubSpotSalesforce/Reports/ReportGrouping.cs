using System.Globalization;

namespace HubSpotSalesforce.Reports;

/// <summary>Counts rows in groups of one sort, as they pass.</summary>
public sealed class ReportGrouping
{
    private readonly GroupTally _tally;
    private readonly Func<ReportRow, Membership?> _group;

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
            "kind" => row => new(row.Kind ?? ""),
            "owner" => row => new(row.Owner, row.OwnerId),
            "person" => row => new(row.Person, row.PersonId, row.Email),
            "account" => row => new(row.Account ?? "", row.AccountId),
            "campaign" => row => CampaignNames.IsCampaign(row.Kind) ? new Membership(campaigns.Of(row.Kind!, row.Subject)) : null,
            "status" => row => new(row.Status),
            "taskType" => row => new(row.TaskType ?? ""),
            "month" => row => new(Text(row.Date, "yyyy-MM")),
            _ => row => new(Text(row.Date, "yyyy-MM-dd")),
        };
    }

    /// <summary>What activities can be grouped by.</summary>
    public static string[] Names { get; } = ["kind", "owner", "day", "month", "campaign", "person", "account", "status", "taskType"];

    /// <summary>Takes a row; one that belongs into no group is left out.</summary>
    public void Add(ReportRow row)
    {
        if (_group(row) is { } of)
        {
            _tally.Add(row, of.Name, of.Id, of.Email);
        }
    }

    /// <summary>The groups: days and months in their order, all others with the most activities first.</summary>
    public ReportGroup[] ToArray()
    {
        ReportGroup[] groups = _tally.ToArray();
        return groups is [{ By: "day" or "month" }, ..] ? [.. groups.OrderBy(group => group.Name, StringComparer.Ordinal)] : groups;
    }

    private static string Text(DateOnly? day, string format) => day?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private readonly record struct Membership(string Name, string? Id = null, string? Email = null);
}
