using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Planning;

/// <summary>What both sides say of one slot of a pair, and what becomes of it (R57).</summary>
/// <param name="Slot">The slot.</param>
/// <param name="HubSpot">The record that HubSpot's side comes to, as <c>type/id</c>; null for none.</param>
/// <param name="Salesforce">The HubSpot record of what Salesforce says; null for none.</param>
/// <param name="Id">The Salesforce id of HubSpot's record, if that is news; else null.</param>
/// <param name="Now">The records of this slot that the HubSpot activity hangs on.</param>
internal sealed record MergedLink(LinkSlot Slot, string? HubSpot, string? Salesforce, string? Id, string[] Now)
{
    /// <summary>What the pair remembered, as it is today; null for nothing.</summary>
    public string? Held { get; init; }

    /// <summary>What becomes of it.</summary>
    public FieldVerdict Verdict { get; init; }

    /// <summary>The conflict behind the verdict; null when there is none.</summary>
    public FieldConflict? Conflict { get; init; }

    /// <summary>Why HubSpot's change goes nowhere, as a sentence; it is looked at again. Null as a rule.</summary>
    public string? Hindrance { get; init; }

    /// <summary>What Salesforce's side takes away in HubSpot: what stood here before, and what HubSpot has instead.</summary>
    public string[] Apart => [.. Now.Where(name => name != Salesforce && (name == Held || name == HubSpot))];

    /// <summary>Returns it as one that changes nothing.</summary>
    public MergedLink Hindered(string why) => this with { Verdict = FieldVerdict.Nothing, Conflict = null, Hindrance = why };
}
