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
    /// <param name="kind">The settings key of its kind or family.</param>
    /// <param name="hubSpotId">HubSpot's id of it; empty while that is not known.</param>
    public string? HubSpot(string kind, string hubSpotId)
        => _binding is { } binding && hubSpotId.Length > 0 && TypeOf(kind) is { } type
            ? $"https://app.hubspot.com/contacts/{binding.PortalId}/record/{EngagementType.Named(type).TypeId}/{hubSpotId}"
            : null;

    /// <summary>Returns the page of a task or event in Salesforce; null while its id is not known.</summary>
    public string? Salesforce(string id) => id.Length > 0 ? new Uri(_org, id).ToString() : null;

    private static string? TypeOf(string kind)
        => ActivityFamily.Find(kind)?.Key ?? (ActivityKind.Find(kind) is { Source: ActivitySource.Objects } found ? found.Selector : null);
}
