using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Settings;

/// <summary>What must hold between values, once each is right by itself.</summary>
internal sealed class SettingRules(SettingValues values, FaultList faults)
{
    private static readonly string[] PeriodKeys = ["from", "to", "days"];

    /// <summary>Adds a fault for each rule that does not hold.</summary>
    public void Check()
    {
        foreach ((string path, SettingKey key) in SettingKeys.Values().Where(entry => entry.Key.IsRequired))
        {
            if (!values.Has(path) && !faults.IsAbout(path))
            {
                Refuse(path, $"{path} is missing.", $"Write {key.Name}: {key.Example}{Section(path)}.");
            }
        }

        bool allowLoopback = values.FindValue<bool>("allowLoopback") ?? false;
        CheckAddress("hubspot.baseUrl", address => AddressReading.HubSpot(address, allowLoopback));
        CheckAddress("salesforce.loginUrl", address => AddressReading.Salesforce(address, allowLoopback));
        CheckVersion();
        CheckLogin();
        CheckLoginHost();
        CheckConnector();
        CheckEventTypes();
        CheckTemplates();
        CheckReports();
        CheckMappings();
    }

    private void CheckAddress(string path, Func<Uri, Reading> check)
    {
        if (values.TryGet(path, out Uri? address) && check(address) is { Problem: { } problem } reading)
        {
            Refuse(path, $"{path} {problem}", reading.Advice!);
        }
    }

    private void CheckVersion()
    {
        bool isVersion = values.Find<string>("salesforce.apiVersion") is not { } version
            || (version.EndsWith(".0", StringComparison.Ordinal) && int.TryParse(version[..^2], out int number) && number is >= 31 and <= 999);
        if (!isVersion)
        {
            Refuse("salesforce.apiVersion", "salesforce.apiVersion must be the number of a version that is in service, 31.0 or higher.", "Write apiVersion: \"67.0\".");
        }
    }

    private void CheckLogin()
    {
        switch (values.Has("salesforce.clientSecret"), values.Has("salesforce.privateKey"))
        {
            case (true, true):
                Refuse("salesforce.privateKey", "salesforce.clientSecret and salesforce.privateKey exclude each other.", "Keep clientSecret for client credentials, or privateKey and username for a signed token.");
                break;
            case (false, false) when !faults.IsAbout("salesforce.clientSecret") && !faults.IsAbout("salesforce.privateKey"):
                Refuse("salesforce.clientSecret", "salesforce has neither clientSecret nor privateKey.", "Write clientSecret: env:SALESFORCE_CLIENT_SECRET, or privateKey and username for a signed token.");
                break;
            case (false, true) when !values.Has("salesforce.username") && !faults.IsAbout("salesforce.username"):
                Refuse("salesforce.username", "salesforce.privateKey needs salesforce.username.", "Write username: with the user whom the sync acts for.");
                break;
            default:
                break;
        }
    }

    // The hosts where people of every org sign in know an app by its signed token alone: client credentials they refuse.
    private void CheckLoginHost()
    {
        const string Path = "salesforce.loginUrl";
        if (values.Has("salesforce.clientSecret") && values.TryGet(Path, out Uri? address) && address.Host is "login.salesforce.com" or "test.salesforce.com")
        {
            Refuse(Path, $"{Path} is {address.Host}, which belongs to no single org and takes no client credentials.", "Write the org's own address, such as https://acme.my.salesforce.com (Setup, My Domain).");
        }
    }

    // What the connector brings from Salesforce would be written back, come again as something new, and so on every 15 minutes (O1).
    private void CheckConnector()
    {
        if (values.Find<string>("nativeConnector") == "coexist" && values.FindValue<bool>("timeline.includeFromSalesforce") == true)
        {
            Refuse(
                "timeline.includeFromSalesforce",
                "timeline.includeFromSalesforce and nativeConnector: coexist exclude each other: every task would go round between the two sides for ever.",
                "Write includeFromSalesforce: false, or nativeConnector: off if HubSpot's own integration syncs no activities.");
        }
    }

    // O12: HubSpot's own events are no integration's, whoever asks for them.
    private void CheckEventTypes()
    {
        string path = $"timeline.kinds.{ActivityKind.IntegrationEvent}.{SettingKeys.EventTypes}";
        if (values.Find<string[]>(path)?.FirstOrDefault(type => type.StartsWith("e_", StringComparison.OrdinalIgnoreCase)) is { } own)
        {
            Refuse(path, $"{path} names '{Shown.Of(own)}', which is HubSpot's own and no integration's.", "Name events the account defined: pe, its id, an underscore and the name.");
        }

        foreach (string kind in ActivityKind.All.Where(kind => kind != ActivityKind.IntegrationEvent).Select(kind => $"timeline.kinds.{kind.Key}"))
        {
            if (values.Has($"{kind}.{SettingKeys.EventTypes}") && values.FindValue<bool>($"{kind}.sync") == true)
            {
                Refuse($"{kind}.{SettingKeys.EventTypes}", $"{kind}.{SettingKeys.EventTypes}: only {ActivityKind.IntegrationEvent} has event types.", "Move them there, or remove them.");
            }
        }
    }

    // A misspelt placeholder would leave nothing in every task of its kind, so it is refused as any other wrong word.
    private void CheckTemplates()
    {
        foreach (ActivityKind kind in ActivityKind.All)
        {
            string path = $"timeline.kinds.{kind.Key}";
            string[] known = Placeholder.Of(kind);
            IEnumerable<string> templates = values.Below($"{path}.fields").Select(field => $"{path}.fields.{field.Key}").Prepend($"{path}.subject");
            foreach (string key in templates.Where(values.Has))
            {
                if (new SubjectTemplate(values.Find<string>(key)!).Placeholders.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
                {
                    Refuse(key, $"{key}: there is no placeholder {{{Shown.Of(unknown)}}} for {kind.Key}.", $"It has: {string.Join(", ", known.Select(name => $"{{{name}}}"))}.");
                }
            }
        }
    }

    private void CheckReports()
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        for (int number = 0; values.Find<string>($"reports.{number}.name") is { } name; number++)
        {
            string path = $"reports.{number}";
            if (!names.Add(name))
            {
                Refuse($"{path}.name", $"{path}.name is '{Shown.Of(name)}', as that of a report before it.", "Give each report a name of its own.");
            }

            bool isAny = values.FindValue<bool>($"{path}.anyDate") == true;
            string? second = PeriodKeys.FirstOrDefault(key => values.Has($"{path}.{key}") && (isAny || (key == "days" && values.Has($"{path}.from"))));
            if (second is not null)
            {
                string first = isAny ? "anyDate" : "from";
                Refuse($"{path}.{second}", $"{path}.{first} and {path}.{second} exclude each other.", $"Keep {first} or {second}.");
            }
        }
    }

    private void CheckMappings()
    {
        foreach (ActivityFamily family in ActivityFamily.All)
        {
            string list = $"salesforceToHubSpot.{family}.mappings";
            HashSet<(string, string)> names = [];
            for (int index = 0; index < values.CountOf(list); index++)
            {
                string path = $"{list}.{index}";
                string? property = values.Find<string>($"{path}.property");
                if (property is null && values.Find<string>($"{path}.direction") != "off" && !faults.IsAbout($"{path}.property") && values.Has($"{path}.field"))
                {
                    Refuse(path, $"{path} has no property.", "Write property: hs_task_subject.");
                }

                if (values.Find<string>($"{path}.field") is { } field && !names.Add((field.ToUpperInvariant(), property?.ToUpperInvariant() ?? "")))
                {
                    Refuse(path, $"{path} maps {Shown.Of(field)} a second time.", "Remove one of the two.");
                }
            }
        }
    }

    private void Refuse(string path, string message, string suggestion) => faults.Add(values.PlaceOf(path, faults.File), message, suggestion);

    private static string Section(string path) => path.Split('.') is [var section, _] ? $" below {section}:" : "";
}
