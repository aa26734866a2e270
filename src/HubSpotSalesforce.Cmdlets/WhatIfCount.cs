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
    /// <param name="what">What would be written, such as <c>tasks</c>.</param>
    /// <param name="result">What the plan left alone, and why.</param>
    public string Total(string what, RunResult result)
    {
        string deletes = _deletes > 0 ? $", {_deletes} deleted" : "";
        string reasons = string.Join(", ", result.Skipped.OrderByDescending(skip => skip.Value).Select(skip => $"{skip.Value} {skip.Key}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"What if: {_creates} {what} would be created, {_updates} updated{deletes}, {result.Unchanged} unchanged, {result.Skipped.Values.Sum()} skipped{(reasons.Length > 0 ? $" ({reasons})" : "")}.");
    }
}
