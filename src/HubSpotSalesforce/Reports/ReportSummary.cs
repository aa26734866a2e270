namespace HubSpotSalesforce.Reports;

/// <summary>A report in figures.</summary>
public sealed record ReportSummary
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The family: <c>contacts</c> or <c>leads</c>.</summary>
    public required string Who { get; init; }

    /// <summary>The filters, defaults included, as a person reads them.</summary>
    public required string[] Filters { get; init; }

    /// <summary>The first day; null when any date counts.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day; null when any date counts.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The first day of the period it is compared with, which is as long and ends the day before; null when there is none.</summary>
    public DateOnly? BeforeFrom { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The host of the org.</summary>
    public required string Org { get; init; }

    /// <summary>How many activities it has.</summary>
    public required int Activities { get; init; }

    /// <summary>The headline figures.</summary>
    public required ReportFigure[] Figures { get; init; }

    /// <summary>Activities by day and kind, in the order of days.</summary>
    public required ReportCount[] Days { get; init; }

    /// <summary>Activities by kind, the most first.</summary>
    public required ReportGroup[] Kinds { get; init; }

    /// <summary>Activities by owner, the most first, at most 50.</summary>
    public required ReportGroup[] Owners { get; init; }

    /// <summary>Activities by marketing email and form, the most first, at most 50.</summary>
    public required ReportGroup[] Campaigns { get; init; }

    /// <summary>How far people went with each email, the one sent to most first, at most 50.</summary>
    public required ReportFunnel[] Funnels { get; init; }

    /// <summary>The people who did most, at most 10.</summary>
    public required ReportPerson[] MostEngaged { get; init; }

    /// <summary>The people who were reached most often and did least, at most 10.</summary>
    public required ReportPerson[] LeastEngaged { get; init; }

    /// <summary>What the runs of the period did; null when there is no store to ask.</summary>
    public ReportSync? Sync { get; init; }

    /// <summary>What a reader should know about the figures.</summary>
    public required string[] Notes { get; init; }
}
