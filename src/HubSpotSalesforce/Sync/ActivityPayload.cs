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

    /// <summary>The activity of such a text.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.StoreDamaged"/>: it is none.</exception>
    public static Activity Read(string payload)
    {
        try
        {
            return JsonConvert.DeserializeObject<Activity>(payload, Format) ?? throw Damaged(null);
        }
        catch (JsonException broken)
        {
            throw Damaged(broken);
        }
    }

    private static SyncException Damaged(Exception? inner) => new(
        FaultKind.StoreDamaged,
        "waiting",
        "An activity that was kept as text, in the store or in a plan, cannot be read. Restore the store from a backup, or make the plan anew.",
        inner);
}
