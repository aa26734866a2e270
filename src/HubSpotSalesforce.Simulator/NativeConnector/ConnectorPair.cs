namespace HubSpotSalesforce.Simulator.NativeConnector;

/// <summary>An activity and its task, and how the connector last saw each: what differs from that has changed.</summary>
internal sealed class ConnectorPair(ActivityForm form, long activityId, string taskId)
{
    /// <summary>The type of the activity.</summary>
    public ActivityForm Form { get; } = form;

    /// <summary>The activity's id.</summary>
    public long ActivityId { get; } = activityId;

    /// <summary>The task's id.</summary>
    public string TaskId { get; } = taskId;

    /// <summary>The activity's fields.</summary>
    public Dictionary<string, string?> Activity { get; set; } = [];

    /// <summary>The task's fields.</summary>
    public Dictionary<string, string?> Task { get; set; } = [];

    /// <summary>The fields that are not as they were.</summary>
    public static Dictionary<string, string?> Changed(Dictionary<string, string?> before, Dictionary<string, string?> now)
        => now.Where(field => !before.TryGetValue(field.Key, out string? known) || known != field.Value).ToDictionary();
}
