using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>The pages of activities and tasks, as far as they follow from their ids.</summary>
public sealed class RecordLinks
{
    private readonly StoreBinding? _binding;
    private readonly Uri _org;

    internal RecordLinks(StoreBinding? binding, Uri org)
    {
        _binding = binding;
        _org = org;
    }

    /// <summary>Returns the page of an activity in HubSpot; null for what has none of its own, and before the store belongs to a portal.</summary>
    /// <param name="kind">The kind's settings key.</param>
    /// <param name="sourceId">HubSpot's id of the activity.</param>
    public string? HubSpot(string kind, string sourceId)
        => _binding is { } binding && ActivityKind.Find(kind) is { Source: ActivitySource.Objects } found
            ? $"https://app.hubspot.com/contacts/{binding.PortalId}/record/{EngagementType.Named(found.Selector).TypeId}/{sourceId}"
            : null;

    /// <summary>Returns the page of a task in Salesforce.</summary>
    public string Salesforce(string id) => new Uri(_org, id).ToString();
}
