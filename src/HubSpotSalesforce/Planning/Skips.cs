using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Planning;

/// <summary>Makes skips.</summary>
internal static class Skips
{
    public static Skip Of(Activity activity, SkipCode because, string reason, Pair? rebased = null)
        => new() { Activity = activity, Because = because, Reason = reason, Rebased = rebased };
}
