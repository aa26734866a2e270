namespace HubSpotSalesforce.Bench;

/// <summary>The calls of one run, by what they were for.</summary>
/// <param name="OfHubSpot">Calls by endpoint.</param>
/// <param name="OfSalesforce">Calls by endpoint.</param>
internal sealed record CallLedger(IReadOnlyDictionary<string, int> OfHubSpot, IReadOnlyDictionary<string, int> OfSalesforce)
{
    public int HubSpot => OfHubSpot.Values.Sum();

    public int Salesforce => OfSalesforce.Values.Sum();

    /// <summary>Pages of activities.</summary>
    public int Reads => Count(OfHubSpot, "/search", "/emails/batch/read", "/email/public/v1/events", "/submissions/forms/", "/event-occurrences/")
        - Count(OfHubSpot, "/contacts/search", "/event-types");

    public int Associations => Count(OfHubSpot, "/associations/");

    public int ContactLookUps => Count(OfHubSpot, "/contacts/batch/read", "/contacts/search") - Associations;

    public int Writes => Count(OfSalesforce, "PATCH ");

    public int Queries => Count(OfSalesforce, "/query");

    /// <summary>A line for each endpoint.</summary>
    public override string ToString()
    {
        string[] lines = [.. OfHubSpot.Concat(OfSalesforce).Select(call => $"      {call.Value,5}  {call.Key}")];
        return string.Join(Environment.NewLine, lines);
    }

    private static int Count(IReadOnlyDictionary<string, int> calls, params string[] parts)
        => calls.Where(call => parts.Any(part => call.Key.Contains(part, StringComparison.Ordinal))).Sum(call => call.Value);
}
