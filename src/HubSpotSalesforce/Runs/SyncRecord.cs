using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Runs;

/// <summary>An activity and its counterpart on the other side, as the store knows them.</summary>
public sealed record SyncRecord
{
    /// <summary>The activity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The settings key of its kind, or of its family when it was born in Salesforce.</summary>
    public required string Kind { get; init; }

    /// <summary>The side it was born on: <c>HubSpot</c> or <c>Salesforce</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Its id on the side it was born on.</summary>
    public required string SourceId { get; init; }

    /// <summary>HubSpot's id of it; empty until it is known.</summary>
    public required string HubSpotId { get; init; }

    /// <summary>The 18-character id of its task or event; empty until it is known.</summary>
    public required string SalesforceId { get; init; }

    /// <summary>Whether the counterpart was deleted where it was written: it is not made again (O5).</summary>
    public bool IsGone { get; init; }

    /// <summary>The run that made the counterpart; null when it was adopted.</summary>
    public string? RunId { get; init; }

    /// <summary>The activity's page in HubSpot; null when it has none of its own, or none any more.</summary>
    public string? HubSpotUrl { get; init; }

    /// <summary>The page of its task or event in Salesforce; null when that is gone.</summary>
    public string? SalesforceUrl { get; init; }

    /// <summary>Returns the record of a pair.</summary>
    public static SyncRecord Of(Pair pair, RecordLinks links)
    {
        Side born = ActivityKey.IsOfRecord(pair.Key) ? Side.Salesforce : Side.HubSpot;
        return new SyncRecord
        {
            Key = pair.Key,
            Kind = pair.Kind,
            Source = born.ToString(),
            SourceId = pair.IdOn(born),
            HubSpotId = pair.HubSpotId,
            SalesforceId = pair.SalesforceId,
            IsGone = pair.IsGone,
            RunId = pair.RunId,
            HubSpotUrl = pair.IsGone && born == Side.Salesforce ? null : links.HubSpot(pair.Kind, pair.HubSpotId),
            SalesforceUrl = pair.IsGone && born == Side.HubSpot ? null : links.Salesforce(pair.SalesforceId),
        };
    }
}
