using HubSpotSalesforce.Activities;
using static HubSpotSalesforce.Settings.SettingKeyType;

namespace HubSpotSalesforce.Settings;

/// <summary>The table of settings keys: the only place that knows which there are. Reader, editor and schema follow it.</summary>
internal static class SettingKeys
{
    /// <summary>A key that only integration events have.</summary>
    public const string EventTypes = "eventTypes";

    /// <summary>The top of the file.</summary>
    public static readonly SettingKey Root = Section("",
        new("version", Number) { IsRequired = true, Least = 1, Greatest = 1, Example = "1" },
        Section("hubspot",
            new("token", Secret) { IsRequired = true, Example = "env:HUBSPOT_TOKEN" },
            new("baseUrl", Address) { Example = "https://api.hubapi.com" }),
        Section("salesforce",
            new("loginUrl", Address) { IsRequired = true },
            new("clientId", Text) { IsRequired = true, Example = "3MVG9..." },
            new("clientSecret", Secret) { Example = "env:SALESFORCE_CLIENT_SECRET" },
            new("privateKey", Secret) { Example = "file:./salesforce.pem" },
            new("username", Text) { Example = "sync@acme.com" },
            new("apiVersion", Literal) { Example = "67.0" }),
        new("allowLoopback", Flag),
        Section("state",
            Choice("store", "sqlite") with { Later = ["postgres"] },
            new("path", Text) { Example = "./hubspot-salesforce.db" },
            new("connection", Secret) { Example = "env:SYNC_DB" },
            new("keep", Duration) { Example = "90d" }),
        new("timeZone", Zone),
        Section("contacts",
            new("linkBy", Words) { Choices = ["property", "email"], Example = "[property, email]" },
            new("inclusionList", Number) { Least = 1, Greatest = long.MaxValue, Example = "42" },
            new("assumeSyncedAt", Instant)),
        Timeline(),
        SalesforceToHubSpot(),
        Section("owners", new SettingKey("map", Map) { EachName = "anna@acme.com", Each = new("map", Text) { Example = "anna@acme.com.prod" } }),
        Choice("nativeConnector", "off", "coexist"),
        Section("limits",
            new("maxCreates", Number) { Example = "5000" },
            new("maxCreatesPerRun", Number) { Least = 1, Example = "5000" },
            new("maxDeletes", Number),
            new("bulkFrom", Number) { Example = "2000" },
            Section("apiCalls", new("hubspot", Budget), new("salesforce", Budget) { Example = "20%" })),
        Section("events", new SettingKey("settle", Duration) { Example = "10m" }),
        Section("salesEmails", new SettingKey("watchDays", Number) { Least = 1, Greatest = 3_650, Example = "30" }),
        Section("waiting", new SettingKey("keep", Duration) { Example = "30d" }),
        Section("overlaps", new SettingKey("objects", Duration) { Example = "1h" }, new SettingKey("events", Duration)),
        Reports());

    /// <summary>The dotted keys of all single values that have a fixed name, kinds included, in the order of the table.</summary>
    public static IEnumerable<(string Path, SettingKey Key)> Values() => Values("", Root);

    /// <summary>Takes a dotted key apart; null when there is no such key.</summary>
    /// <param name="path">Such as <c>timeline.kinds.callMade.sync</c> or <c>owners.map.anna@acme.com</c>.</param>
    public static (string[] Names, SettingKey Key)? Find(string path)
    {
        List<string> names = [];
        SettingKey key = Root;
        for (string rest = path; rest.Length > 0;)
        {
            // Names that people choose may hold dots, and nothing stands below them.
            bool takesAll = key is { Type: Map, Named: null };
            string name = takesAll ? rest : rest.Split('.', 2)[0];
            if (key.Find(name) is not { } next)
            {
                return null;
            }

            names.Add(name);
            rest = name.Length == rest.Length ? "" : rest[(name.Length + 1)..];
            key = next;
        }

        return names.Count == 0 ? null : ([.. names], key);
    }

    /// <summary>A value that is right below a section or a map, and its dotted key; null where sections of a list stand there.</summary>
    public static (string Path, string Value)? ExampleBelow(string path, SettingKey key) => key switch
    {
        { IsValue: true } => (path, key.Example),
        { Type: Map } => ExampleBelow(Joined(path, key.Named?.Names[0] ?? key.EachName), key.Each!),
        { Type: SettingKeyType.Section } => ExampleBelow(Joined(path, key.Children[0].Name), key.Children[0]),
        _ => null,
    };

    private static SettingKey Timeline() => Section("timeline",
        new("enabledAt", Instant),
        new("notBefore", Instant),
        Choice("owners", "chain", "integrationUser"),
        Choice("contact", "newest") with { Later = ["shared", "each"] },
        Choice("onDelete", "nothing", "delete"),
        Section("windows", Choice("anchor", "contactSync", "activitySyncEnabled"), Choice("forwardFrom", "later", "contactSync")),
        new("includeFiltered", Flag),
        new("includeFromSalesforce", Flag),
        new("kinds", Map)
        {
            Named = ("kind", [.. ActivityKind.All.Select(kind => kind.Key)]),
            Each = Section("kinds",
                new("sync", Flag),
                new("taskType", Text) { Example = "Call" },
                new("subject", Text) { Example = "\"{kind}: {owner}\"" },
                Choice("collapse", "none") with { Later = ["firstPerEmail", "daily"] },
                new("enabledAt", Instant),
                new("notBefore", Instant),
                new("status", Text) { Example = "Completed" },
                new("priority", Text) { Example = "Normal" },
                new(EventTypes, Words) { Example = "[pe1234567_contract_signed]" },
                new("fields", Map) { EachName = "CallType", Each = new("fields", Literal) { Example = "\"{direction}\"" } }),
        });

    private static SettingKey SalesforceToHubSpot() => Section("salesforceToHubSpot",
        Family("tasks"),
        Family("emails"),
        Family("calls"),
        Family("meetings"),
        Choice("owners", "none", "map"),
        Choice("associations", "off", "follow"),
        new("caseProperty", Text) { Example = "salesforce_case_id" },
        new("ignoreCreatedBy", Words) { Example = "[005000000000001AAA]" },
        new("dueHour", Number) { Greatest = 23, Example = "8" });

    private static SettingKey Reports() => new("reports", List)
    {
        Children =
        [
            new("name", Text) { IsRequired = true, Example = "Opens this quarter" },
            Choice("who", "contacts", "leads"),
            Choice("source", "hubspot", "salesforce", "all"),
            new("kinds", Words) { Choices = [.. ActivityKind.All.Select(kind => kind.Key)], Example = "[marketingEmailOpened]" },
            new("taskTypes", Words) { Example = "[Call]" },
            Choice("status", "all", "open", "completed"),
            new("statuses", Words) { Example = "[Completed]" },
            new("owners", Words) { Example = "[anna@acme.com]" },
            new("from", Day),
            new("to", Day) { Example = "2026-12-31" },
            new("days", Number) { Least = 1, Greatest = 3_660, Example = "30" },
            new("anyDate", Flag),
            new("subjectContains", Text) { Example = "pricing" },
            new("subjectStartsWith", Text) { Example = "Opened" },
            new("person", Text) { Example = "dana@customer.com" },
            new("account", Text) { Example = "Acme" },
        ],
    };

    private static SettingKey Family(string name) => Section(name,
        new("sync", Flag),
        new("enabledAt", Instant),
        Choice("onDelete", "nothing", "delete"),
        Choice("conflict", "salesforce", "hubspot", "newest", "manual"),
        new("mappings", List)
        {
            Children =
            [
                new("field", Text) { IsRequired = true, Example = "Subject" },
                new("property", Text) { Example = "hs_task_subject" },
                Choice("direction", "both", "toHubSpot", "toSalesforce", "off"),
                new("values", Map) { Each = new("values", Literal) { Example = "WAITING" } },
            ],
        });

    private static SettingKey Section(string name, params SettingKey[] children) => new(name, SettingKeyType.Section) { Children = children };

    private static SettingKey Choice(string name, params string[] choices) => new(name, SettingKeyType.Choice) { Choices = choices, Example = choices[0] };

    private static IEnumerable<(string Path, SettingKey Key)> Values(string path, SettingKey key)
    {
        IEnumerable<(string Name, SettingKey Key)> below = key.Type switch
        {
            SettingKeyType.Section => key.Children.Select(child => (child.Name, child)),
            Map when key.Named is { } named => named.Names.Select(name => (name, key.Each!)),
            _ => [],
        };

        return below.SelectMany(child => child.Key.IsValue
            ? [(Joined(path, child.Name), child.Key)]
            : Values(Joined(path, child.Name), child.Key));
    }

    private static string Joined(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
