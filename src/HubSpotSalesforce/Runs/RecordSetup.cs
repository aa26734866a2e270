using System.Collections.Frozen;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Linking;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Runs;

/// <summary>The families that are on: their rules, checked against both sides, and what reads their records.</summary>
internal sealed class RecordSetup
{
    private RecordSetup(RecordRules rules, IReadOnlyDictionary<string, RecordReader> readers, EngagementReader engagements)
    {
        Rules = rules;
        Plan = new RecordPlan(rules);
        Readers = readers;
        Engagements = engagements;
    }

    public RecordRules Rules { get; }

    public RecordPlan Plan { get; }

    /// <summary>What reads the Salesforce records of each family, by settings key.</summary>
    public IReadOnlyDictionary<string, RecordReader> Readers { get; }

    /// <summary>What reads their HubSpot activities.</summary>
    public EngagementReader Engagements { get; }

    /// <summary>The types of HubSpot records on which activities are followed (R57).</summary>
    public required string[] BesideTypes { get; init; }

    /// <summary>The families, in the order of the table.</summary>
    public IEnumerable<ActivityFamily> Families => ActivityFamily.All.Where(family => Rules.Families.ContainsKey(family.Key));

    /// <summary>Reads what both sides have and checks the mappings against it (R54, R55); null when no family is on.</summary>
    /// <param name="session">The settings and the clients.</param>
    /// <param name="terms">What the run knows already.</param>
    /// <param name="cancel">Ends the read.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: a mapping cannot work.
    /// <see cref="FaultKind.FieldMissing"/>: the portal has no property for our keys.</exception>
    public static async Task<RecordSetup?> ReadAsync(SyncSession session, RecordTerms terms, CancellationToken cancel)
    {
        ActivityFamily[] families = On(session.Setting);
        if (families.Length == 0)
        {
            return null;
        }

        FieldReader fields = new(session.Salesforce);
        PropertyReader properties = new(session.HubSpot);
        Dictionary<string, FamilyRule> rules = [];
        Dictionary<string, RecordReader> readers = [];
        foreach (ActivityFamily family in families)
        {
            SalesforceField[] ofSalesforce = [.. (await fields.ReadAsync(family.SalesforceType, cancel)).Values];
            HubSpotProperty[] ofHubSpot = [.. (await properties.ReadAsync(family.Key, cancel)).Values];
            FamilyRule rule = Rule(session.Setting, family, terms, ofSalesforce, ofHubSpot);
            rules[family.Key] = rule;
            readers[family.Key] = new RecordReader(session.Salesforce, fields, family, rule.Mapping.Fields);
        }

        ReverseSetting setting = session.Setting.Reverse;
        return new RecordSetup(
            new RecordRules
            {
                Families = rules,
                IgnoreCreatedBy = setting.IgnoreCreatedBy.ToFrozenSet(),
                Takes = terms.Takes,
                BornFields = terms.TaskCreated is { } mapping ? BornFields.Of(mapping) : FrozenSet<string>.Empty,
                FollowsAssociations = Follows(session.Setting),
                WritesTasks = terms.TaskCreated is not null,
                Zone = session.Setting.TimeZone,
            },
            readers,
            new EngagementReader(session.HubSpot))
        { BesideTypes = LinkOptions(session.Setting).Types };
    }

    /// <summary>Returns HubSpot's activities of a family by id, archived ones included, with what they hang on where that is followed.</summary>
    public Task<IReadOnlyDictionary<string, HubSpotRecord>> ReadAsync(string family, string[] ids, CancellationToken cancel)
    {
        string[] properties = Rules.Families[family].Mapping.Properties;
        return Rules.FollowsAssociations ? Engagements.ReadAsync(family, ids, properties, BesideTypes, cancel) : Engagements.ReadAsync(family, ids, properties, cancel);
    }

    /// <summary>The families that are on.</summary>
    public static ActivityFamily[] On(SyncSetting setting) => [.. ActivityFamily.All.Where(family => setting.Reverse.Families[family.Key].Sync)];

    /// <summary>The scopes that reading them takes, and what they are about where that is followed.</summary>
    public static string[] ReadScopes(SyncSetting setting)
        => On(setting) is { Length: > 0 } families ? [.. families.SelectMany(EngagementWriter.ReadScopesOf), .. Follows(setting) ? LinkOptions(setting).Scopes("read") : []] : [];

    /// <summary>The scopes that writing them takes, with what they are about.</summary>
    public static string[] WriteScopes(SyncSetting setting)
        => On(setting) is { Length: > 0 } families ? [.. families.SelectMany(EngagementWriter.ScopesOf), .. LinkScopes(setting), .. Follows(setting) ? LinkOptions(setting).Scopes("write") : []] : [];

    /// <summary>The scopes that planning them takes, with what they are about.</summary>
    public static string[] PlanScopes(SyncSetting setting) => [.. ReadScopes(setting), .. LinkScopes(setting)];

    /// <summary>Finds the HubSpot records that Salesforce records belong to.</summary>
    public static RecordLinker Linker(SyncSession session, RunBooks books, DateTimeOffset now) => new(
        LinkSetup.Linker(session, books, now),
        new RecordFinder(session.HubSpot, new PropertyReader(session.HubSpot)),
        new PersonReader(session.Salesforce),
        new ConversionReader(session.Salesforce),
        LinkOptions(session.Setting));

    private static bool Follows(SyncSetting setting) => setting.Reverse.Associations == "follow";

    private static IEnumerable<string> LinkScopes(SyncSetting setting) => On(setting).Length == 0 ? [] : LinkOptions(setting).Scopes("read");

    private static RecordLinkOptions LinkOptions(SyncSetting setting) => new() { Ways = setting.Contacts.LinkBy, CaseProperty = setting.Reverse.CaseProperty };

    private static FamilyRule Rule(SyncSetting setting, ActivityFamily family, RecordTerms terms, SalesforceField[] fields, HubSpotProperty[] properties)
    {
        if (!properties.Any(property => property.Name == HubSpotField.Key))
        {
            throw new SyncException(
                FaultKind.FieldMissing, family.Key, $"HubSpot has no property {HubSpotField.Key} on {family.Key}, by which each activity is written once. Run Initialize-HubSpotPortal (init-portal), then run again.");
        }

        FamilySetting own = setting.Reverse.Families[family.Key];
        IReadOnlyList<FieldMapping> mappings = own.ToMappings();
        MappingTerms known = new()
        {
            Fields = fields,
            Properties = properties,
            ClosedStatuses = terms.ClosedStatuses,
            Zone = setting.TimeZone,
            DueHour = setting.Reverse.DueHour,
            Owners = setting.Reverse.Owners == "map" ? terms.Owners : null,
        };
        MappingFault[] faults = MappingCheck.Check(family, mappings, known);
        if (faults.Length > 0)
        {
            string said = string.Join(" ", faults.Select(fault => $"{fault.Message} {fault.Suggestion}".TrimEnd()));
            throw new SyncException(FaultKind.SettingsInvalid, setting.File, $"{setting.PlaceOf($"salesforceToHubSpot.{family.Key}.mappings")}: salesforceToHubSpot.{family.Key}.mappings: {said}");
        }

        DateTimeOffset enabledAt = terms.IsBackfill ? DateTimeOffset.MinValue : own.EnabledAt ?? terms.EnabledAt.GetValueOrDefault(family.Key, terms.Now);
        return new FamilyRule(family, enabledAt, own.ToConflictRule(), own.OnDelete == "delete", new FamilyMapping(family, mappings, known))
        {
            FirstSeenAt = terms.EnabledAt.TryGetValue(family.Key, out DateTimeOffset seen) ? seen : null,
        };
    }
}
