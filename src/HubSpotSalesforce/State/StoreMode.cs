namespace HubSpotSalesforce.State;

/// <summary>What a store is opened for.</summary>
public enum StoreMode
{
    /// <summary>A run: the store is made when it does not exist yet.</summary>
    ReadWrite,

    /// <summary>A plan: nothing is stored, and a store that does not exist yet reads as an empty one.</summary>
    ReadOnly,
}
