using HubSpotSalesforce.Activities;
using Newtonsoft.Json;

namespace HubSpotSalesforce.Sync;

/// <summary>An activity as text, for sources that cannot be asked for one activity again.</summary>
internal static class ActivityPayload
{
    private static readonly JsonSerializerSettings Format = new()
    {
        NullValueHandling = NullValueHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
        MaxDepth = 16,
    };

    public static string Write(Activity activity) => JsonConvert.SerializeObject(activity, Format);

    /// <summary>The activity as text; null when its source can be asked for it again.</summary>
    public static string? Of(Activity activity)
        => ActivityFamily.Find(activity.Kind) is not null || ActivityKind.Named(activity.Kind).IsEditable ? null : Write(activity);

    public static Activity Read(string payload) => JsonConvert.DeserializeObject<Activity>(payload, Format)
        ?? throw new SyncException(FaultKind.StoreUnavailable, "waiting", "The store holds an activity that cannot be read. Restore the store from a backup.");
}
