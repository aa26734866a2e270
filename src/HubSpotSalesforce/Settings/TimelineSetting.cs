using System.Collections.Frozen;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Settings;

/// <summary>The way from HubSpot to Salesforce: which kinds travel, from when, and how.</summary>
public sealed record TimelineSetting
{
    /// <summary>When the switches were turned on (<c>kindEnabledAt</c>), in UTC; null when the store must remember it (O4).</summary>
    public DateTimeOffset? EnabledAt { get; init; }

    /// <summary>Nothing that happened before it is written (O8), in UTC; null for the default of each kind.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary><c>chain</c> (R34-R36, the default) or <c>integrationUser</c> (R33).</summary>
    public string Owners { get; init; } = "chain";

    /// <summary>Which contact gets the task: <c>newest</c> (R26).</summary>
    public string Contact { get; init; } = "newest";

    /// <summary>What a deletion in HubSpot does to the task (O18): <c>nothing</c> (the default) or <c>delete</c>.</summary>
    public string OnDelete { get; init; } = "nothing";

    /// <summary>What windows are measured from (D1): <c>contactSync</c> (the default) or <c>activitySyncEnabled</c>.</summary>
    public string Anchor { get; init; } = "contactSync";

    /// <summary>Where kinds that only go forward begin (D2): at the <c>later</c> (the default) of contact sync and switch, or at <c>contactSync</c>.</summary>
    public string ForwardFrom { get; init; } = "later";

    /// <summary>Whether events that HubSpot's filters marked are written all the same (D8); false by default.</summary>
    public bool IncludeFiltered { get; init; }

    /// <summary>Whether activities that came from Salesforce are written back (O1); false by default.</summary>
    public bool IncludeFromSalesforce { get; init; }

    /// <summary>Each kind of the table of kinds by its key, whether the file names it or not; a kind not named is off.</summary>
    public IReadOnlyDictionary<string, KindSetting> Kinds { get; init; } = ActivityKind.All.ToFrozenDictionary(
        kind => kind.Key,
        kind => new KindSetting { Kind = kind.Key, Subject = kind.Subject });
}
