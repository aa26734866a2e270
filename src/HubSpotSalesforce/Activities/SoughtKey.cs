namespace HubSpotSalesforce.Activities;

/// <summary>A key whose record may stand on the other side, and where to look for it.</summary>
/// <param name="Key">The activity's key.</param>
/// <param name="Kind">The settings key of its kind or family.</param>
/// <param name="Beside">The records it would hang on, as <c>type/id</c>; empty where the key alone finds it.</param>
public sealed record SoughtKey(string Key, string Kind, string[] Beside);
