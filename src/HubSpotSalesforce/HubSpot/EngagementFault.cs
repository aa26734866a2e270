using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Says what each of HubSpot's errors of one row asks for: again, skip or stop.</summary>
/// <remarks>HubSpot developer docs, "Error handling", read 2026-11-21. Messages are for people and quote values, so a fault names the property and the code instead.</remarks>
internal static class EngagementFault
{
    private const int MaxText = 300;

    /// <summary>The codes with which a row may be refused, as far as there is advice for them.</summary>
    public static readonly string[] KnownCodes = ["INVALID_OPTION", "PROPERTY_DOESNT_EXIST", "READ_ONLY_VALUE"];

    /// <summary>Whether the row's record, or one it names, is not there.</summary>
    public static bool IsMissing(JObject error) => error.Told("category") is "OBJECT_NOT_FOUND";

    /// <summary>Whether the row's unique value stands on another record already.</summary>
    public static bool IsConflict(JObject error) => error.Told("category") is "CONFLICT" or "OBJECT_ALREADY_EXISTS";

    /// <summary>Returns the fault of one row.</summary>
    /// <param name="error">The error as the answer has it.</param>
    /// <param name="key">The activity's key.</param>
    public static SyncException Of(JObject error, string key)
    {
        string category = error.Told("category") is { Length: > 0 } said ? said : "UNKNOWN";
        JObject[] details = [.. (error.At("errors") as JArray ?? []).OfType<JObject>()];
        string code = details.Select(detail => detail.Told("code")).FirstOrDefault(each => !string.IsNullOrEmpty(each)) ?? category;
        string[] properties = [.. details.Append(error).SelectMany(PropertiesOf).Distinct()];
        FaultKind kind = category switch
        {
            "RATE_LIMITS" or "RATE_LIMIT" => FaultKind.Throttled,
            "LOCKED" => FaultKind.RowLocked,
            "INTERNAL_ERROR" or "SERVICE_UNAVAILABLE" or "TIMEOUT" => FaultKind.Unavailable,
            "MISSING_SCOPES" => FaultKind.ScopeMissing,
            _ when IsConflict(error) => FaultKind.Conflict,
            _ => FaultKind.RecordRejected,
        };
        string what = properties.Length > 0 ? $"{code} of {string.Join(", ", properties)}" : $"{code}, {Brief(error.Told("message"))}";
        return new SyncException(kind, key, $"HubSpot refused {key}: {what}. {Advice(code, category)}") { ApiCode = code };
    }

    private static IEnumerable<string> PropertiesOf(JObject error)
        => (error.At("context", "propertyName") switch
        {
            JArray names => names.Select(name => name.ToString()),
            JValue { Value: string name } => [name],
            _ => [],
        }).Where(name => name.Length > 0);

    private static string Brief(string? text)
    {
        string line = (text ?? "no message").ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return line.Length <= MaxText ? line : line[..MaxText];
    }

    private static string Advice(string code, string category) => (code, category) switch
    {
        ("PROPERTY_DOESNT_EXIST", _) => "Run Initialize-HubSpotPortal (init-portal), or correct the name under salesforceToHubSpot.<family>.mappings.",
        ("READ_ONLY_VALUE", _) => "HubSpot writes this property alone: take it out of salesforceToHubSpot.<family>.mappings.",
        ("INVALID_OPTION", _) => "Map the value to one of the property's options under salesforceToHubSpot.<family>.mappings.",
        (_, "VALIDATION_ERROR") => "A rule of the portal says no: change the rule or the record.",
        (_, "OBJECT_NOT_FOUND") => "A record it hangs on is gone in HubSpot; the next run looks for it again.",
        (_, "MISSING_SCOPES") => "Add the scope to the service key, then run again.",
        _ => "It is set aside as an issue and tried again by the next runs.",
    };
}
