using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.State;

/// <summary>A pair as a row keeps it, whether in the pairs or in the journal.</summary>
internal sealed record PairRow(string Key, string Kind, string HubSpotId, string SalesforceId, string ContentHash, string Base, string? RunId, long IsGone)
{
    /// <summary>The columns, in the order in which this record takes them.</summary>
    public const string Columns = "key, kind, hubSpotId, salesforceId, contentHash, base, runId, isGone";

    /// <summary>The row of a pair.</summary>
    public static PairRow Of(Pair pair)
        => new(pair.Key, pair.Kind, pair.HubSpotId, pair.SalesforceId, pair.ContentHash, JsonColumn.Write(pair.Base), pair.RunId, pair.IsGone ? 1 : 0);

    /// <summary>The pair of this row.</summary>
    public Pair ToPair() => new()
    {
        Key = Key,
        Kind = Kind,
        HubSpotId = HubSpotId,
        SalesforceId = SalesforceId,
        ContentHash = ContentHash,
        Base = JsonColumn.Read<Dictionary<string, string?>>(Base),
        RunId = RunId,
        IsGone = IsGone != 0,
    };
}
