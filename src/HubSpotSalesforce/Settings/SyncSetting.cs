using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Reports;

namespace HubSpotSalesforce.Settings;

/// <summary>What a settings file says once it is found valid, with every default filled in.</summary>
/// <remarks>Precedence of each value: parameter, environment variable, file, default. Holds references to secrets, never a secret.</remarks>
public sealed record SyncSetting
{
    /// <summary>The full path of the file it was read from.</summary>
    public required string File { get; init; }

    /// <summary>How HubSpot is reached.</summary>
    public required HubSpotSetting HubSpot { get; init; }

    /// <summary>How Salesforce is reached.</summary>
    public required SalesforceSetting Salesforce { get; init; }

    /// <summary>Whether plain http and loopback addresses are accepted, as for the simulator; false by default.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Where journal, pairs and cursors are kept.</summary>
    public required StoreSetting Store { get; init; }

    /// <summary>The zone in which a day begins and ends; UTC by default.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>How contacts find their lead or contact.</summary>
    public ContactSetting Contacts { get; init; } = new();

    /// <summary>The way from HubSpot to Salesforce.</summary>
    public required TimelineSetting Timeline { get; init; }

    /// <summary>The way from Salesforce to HubSpot.</summary>
    public ReverseSetting Reverse { get; init; } = new();

    /// <summary>Which HubSpot owner is which Salesforce user.</summary>
    public OwnerSetting Owners { get; init; } = new();

    /// <summary>Whether HubSpot's own connector syncs activities (O1): <c>off</c> or <c>coexist</c>; null when nobody has said, and a first run looks.</summary>
    public string? NativeConnector { get; init; }

    /// <summary>How much one run may do.</summary>
    public LimitSetting Limits { get; init; } = new();

    /// <summary>How events of the email log are taken.</summary>
    public EventSetting Events { get; init; } = new();

    /// <summary>How sales emails are watched for opens and clicks.</summary>
    public SalesEmailSetting SalesEmails { get; init; } = new();

    /// <summary>How long activities without a linked contact are kept.</summary>
    public WaitingSetting Waiting { get; init; } = new();

    /// <summary>The saved reports (R43), in the order of the file; names are unique in any case.</summary>
    public ReportDefinition[] Reports { get; init; } = [];

    /// <summary>Returns how activities are read.</summary>
    public ReaderOptions ToReaderOptions() => new()
    {
        Settle = Events.Settle,
        Watch = TimeSpan.FromDays(SalesEmails.WatchDays),
        EventTypes = Timeline.Kinds[ActivityKind.IntegrationEvent.Key].EventTypes,
    };

    /// <summary>Where each key stands; the file as a whole for settings that were not read from one.</summary>
    internal Func<string, SettingPlace>? Places { get; init; }

    /// <summary>Where the value of a dotted key stands, else its section.</summary>
    public SettingPlace PlaceOf(string key) => Places?.Invoke(key) ?? new SettingPlace(File, 1, 1, key);

    /// <summary>How far each read reaches back before the start of the one before it.</summary>
    public OverlapSetting Overlaps { get; init; } = new();
}
