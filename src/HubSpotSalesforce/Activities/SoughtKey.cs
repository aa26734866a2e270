namespace HubSpotSalesforce.Activities;

/// <summary>A key whose record may stand on the other side, and where to look for it.</summary>
/// <param name="Key">The activity's key.</param>
/// <param name="Kind">The settings key of its kind or family.</param>
/// <param name="Beside">The records it would hang on, as <c>type/id</c>; empty where the key alone finds it.</param>
public sealed record SoughtKey(string Key, string Kind, string[] Beside)
{
    /// <summary>The ids of records that had the key before and were deleted: as long as they are, none of them is the one that is sought.</summary>
    public string[] Former { get; init; } = [];

    /// <summary>Whether a record that carries the key is a former one, which tells nothing of the one that is sought.</summary>
    public bool IsFormer(string id, bool isDeleted) => isDeleted && Former.Contains(id);
}
