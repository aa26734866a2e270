namespace HubSpotSalesforce.Activities;

/// <summary>An activity with the contacts it belongs to, as far as they exist.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Contacts">Its contacts, linked or not, each once; empty when HubSpot knows none.</param>
public sealed record LinkedActivity(Activity Activity, ContactLink[] Contacts);
