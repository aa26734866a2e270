using System.Security.Cryptography;
using System.Text;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Runs;

/// <summary>The settings that select what is read or written of a kind (O9): another value sends its cursor back to the kind's floor.</summary>
internal static class KindSelection
{
    /// <summary>Returns a hash of them.</summary>
    public static string HashOf(ActivityKind kind, PlanRules rules, SyncSetting setting)
    {
        KindRule rule = rules.Kinds[kind.Key];
        string text = $"{rule.EnabledAt.UtcTicks}|{rule.NotBefore.UtcTicks}|{rules.Anchor}|{rules.ForwardFromLater}|{rules.IncludesFiltered}|{rules.IncludesFromSalesforce}"
            + $"|{setting.Contacts.AssumeSyncedAt?.UtcTicks}|{setting.Contacts.InclusionList}|{string.Join(',', setting.Contacts.LinkBy)}"
            + $"|{string.Join(',', setting.Timeline.Kinds[kind.Key].EventTypes.Order(StringComparer.Ordinal))}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
