namespace HubSpotSalesforce.HubSpot;

/// <summary>The outcomes of calls that every account has; accounts add their own.</summary>
/// <remarks>HubSpot developer docs, "Calls" guide, section on dispositions, read 2026-11-21.</remarks>
internal static class CallDisposition
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["9d9162e7-6cf3-4944-bf63-4dff82258764"] = "Busy",
        ["f240bbac-87c9-4f6e-bf70-924b57d47db7"] = "Connected",
        ["a4c4c377-d246-4b32-a13b-75a56a4cd0ff"] = "Left live message",
        ["b2cf5968-551e-4856-9783-52b3da59a7d0"] = "Left voicemail",
        ["73a0d17f-1163-4015-bdd5-ec830791da20"] = "No answer",
        ["17b47fee-58de-441e-a44c-c6300d46f273"] = "Wrong number",
    };

    /// <summary>Returns the outcome's label; an account's own outcome stays its id, null stays null.</summary>
    public static string? Label(string? disposition) => disposition is null ? null : Labels.GetValueOrDefault(disposition, disposition);
}
