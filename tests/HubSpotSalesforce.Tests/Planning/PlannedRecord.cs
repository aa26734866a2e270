using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Tests.Activities;
using static HubSpotSalesforce.Tests.Mapping.FamilySample;

namespace HubSpotSalesforce.Tests.Planning;

/// <summary>A record of Salesforce, what HubSpot makes of it, and their plan.</summary>
internal static class PlannedRecord
{
    public const string SwitchOn = "2026-03-01T00:00:00Z";
    public static readonly string[] OnContact = ["contacts/301"];

    public static RecordPlan Plan(
        ConflictRule rule = ConflictRule.Salesforce, bool deletes = false, string? off = null, bool follows = false, Dictionary<(string, string), Side>? takes = null, FieldMapping? own = null) => new(new RecordRules
        {
            Families = ActivityFamily.All.Where(family => family.Key != off).ToDictionary(
                family => family.Key,
                family => new FamilyRule(family, Sample.At(SwitchOn), rule, deletes, Compiled(family, own: own is null ? [] : [own]))),
            IgnoreCreatedBy = new HashSet<string> { "005000000000009AAA" },
            FollowsAssociations = follows,
            Takes = takes ?? [],
        });

    // A row that was carried over, its pair, and the HubSpot record as it then is.
    public static (Pair Pair, HubSpotRecord Record, Activity Row) Written(Activity row, params string[] beside)
    {
        Change change = Assert.IsType<Change>(Plan().Decide(new LinkedRecord(row, null, beside.Length == 0 ? OnContact : beside), null, null));
        Pair pair = new() { Key = row.Key, Kind = row.Kind, HubSpotId = "9001", SalesforceId = row.SourceId, ContentHash = change.ContentHash, Base = change.Base };
        return (pair, new HubSpotRecord(change.Target, "9001", change.Fields, Sample.Noon), row);
    }

    public static HubSpotRecord Edited(HubSpotRecord record, string property, string? value)
        => record with { Properties = new Dictionary<string, string?>(record.Properties) { [property] = value } };
}
