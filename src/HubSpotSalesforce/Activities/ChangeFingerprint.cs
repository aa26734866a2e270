using System.Security.Cryptography;
using System.Text;

namespace HubSpotSalesforce.Activities;

/// <summary>A short hash of what a change would write: the same as long as the plan still holds (O27).</summary>
internal static class ChangeFingerprint
{
    public static string Of(Change change)
    {
        StringBuilder text = new($"{change.Action}|{change.TargetId}");
        foreach ((string field, string? value) in change.Fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            text.Append('|').Append(field).Append('=').Append(value?.Length ?? -1).Append(':').Append(value);
        }

        foreach (string link in change.Beside.Order(StringComparer.Ordinal).Select(beside => $"|+{beside}").Concat(change.Apart.Order(StringComparer.Ordinal).Select(apart => $"|-{apart}")))
        {
            text.Append(link);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
