namespace HubSpotSalesforce.Reports;

/// <summary>A headline figure, with that of the period before.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Value">Its value; null for a share of nothing.</param>
/// <param name="Before">Its value in the period before; null when there is no period before, or for a share of nothing.</param>
/// <param name="IsShare">Whether it is a share from 0 to 1 and not a count.</param>
/// <param name="Note">What it is made of, in a few words.</param>
public sealed record ReportFigure(string Name, double? Value, double? Before, bool IsShare, string Note)
{
    /// <summary>By which part of the value before it changed, of a share by how many points; null when nothing can be compared.</summary>
    public double? Change => (Value, Before, IsShare) switch
    {
        (null, _, _) or (_, null, _) => null,
        (_, _, true) => Value - Before,
        (_, 0, _) => null,
        _ => (Value - Before) / Before,
    };
}
