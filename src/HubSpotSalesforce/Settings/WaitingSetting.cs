using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Settings;

/// <summary>How long activities wait for a linked contact (O3).</summary>
public sealed record WaitingSetting
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>How long an activity of any kind waits; null, the default, for a year for form submissions and 30 days for others.</summary>
    public TimeSpan? Keep { get; init; }

    /// <summary>How long an activity of this kind or family waits.</summary>
    public TimeSpan KeepFor(string kind) => Keep ?? (kind == ActivityKind.FormSubmission.Key ? Year : Month);
}
