using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Counts what <c>-WhatIf</c> told, for the one line that ends it.</summary>
internal sealed class WhatIfCount
{
    private int _creates;
    private int _updates;
    private int _deletes;

    /// <summary>Counts a change that would be made.</summary>
    public void Add(Change change)
    {
        _ = change.Action switch
        {
            Change.Create => _creates++,
            Change.Delete => _deletes++,
            _ => _updates++,
        };
    }

    /// <summary>Returns the line.</summary>
    /// <param name="target">The side that would be written to.</param>
    /// <param name="result">What the plan left alone, and why.</param>
    public string Total(Side target, RunResult result) => Total(target, result.Unchanged, result.Skipped);

    /// <summary>Returns the line of a plan that nothing was asked of.</summary>
    public static string Nothing(Side target) => new WhatIfCount().Total(target, 0, new Dictionary<string, int>());

    private string Total(Side target, int unchanged, IReadOnlyDictionary<string, int> skipped)
    {
        string what = target == Side.Salesforce ? "tasks" : "HubSpot activities";
        string deletes = _deletes > 0 ? $", {_deletes} deleted" : "";
        string reasons = string.Join(", ", skipped.OrderByDescending(skip => skip.Value).Select(skip => $"{skip.Value} {skip.Key}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"What if: {_creates} {what} would be created, {_updates} updated{deletes}, {unchanged} unchanged, {skipped.Values.Sum()} skipped{(reasons.Length > 0 ? $" ({reasons})" : "")}.");
    }
}
