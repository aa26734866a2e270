using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Some tasks or events of one family, as they were read.</summary>
/// <param name="Activities">The records, in the order in which they last changed, or of their ids when history is read; may be empty.</param>
/// <param name="ReadUpTo">Set when this page and those before it hold everything up to that instant, so that the next read may start there; else null.</param>
public sealed record RecordPage(Activity[] Activities, DateTimeOffset? ReadUpTo);
