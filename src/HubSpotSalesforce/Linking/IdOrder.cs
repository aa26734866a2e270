namespace HubSpotSalesforce.Linking;

/// <summary>The order of HubSpot's ids, which are numbers written as text.</summary>
internal static class IdOrder
{
    /// <summary>Compares as numbers of any length.</summary>
    public static readonly IComparer<string> Numeric = Comparer<string>.Create((one, other) =>
        one.Length != other.Length ? one.Length.CompareTo(other.Length) : string.CompareOrdinal(one, other));
}
