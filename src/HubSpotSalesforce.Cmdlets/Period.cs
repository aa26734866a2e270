using System.Globalization;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>What <c>-Since</c> and <c>-Until</c> say together.</summary>
internal static class Period
{
    /// <summary>Returns what is wrong where a time ends before it begins; else null.</summary>
    public static SyncException? Contradiction(DateTimeOffset since, DateTimeOffset? until) => until < since
        ? new SyncException(FaultKind.SettingsInvalid, "Until", string.Create(CultureInfo.InvariantCulture, $"-Until ({until:yyyy-MM-dd'T'HH:mm:ssK}) is before -Since ({since:yyyy-MM-dd'T'HH:mm:ssK}). Exchange the two."))
        : null;
}
