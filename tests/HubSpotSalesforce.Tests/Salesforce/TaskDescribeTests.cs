using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Tests.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Tests.Salesforce;

/// <summary>The checks of the org before anything is written (O17).</summary>
public sealed class TaskDescribeTests
{
    public static TheoryData<string, FaultKind?> Orgs => new()
    {
        { "as it should be", null },
        { "no key", FaultKind.FieldMissing },
        { "no kind", FaultKind.FieldMissing },
        { "key read-only", FaultKind.FieldNotWritable },
        { "key not unique", FaultKind.OrgUnready },
        { "key without regard to case", FaultKind.OrgUnready },
        { "key no external id", FaultKind.OrgUnready },
        { "key of 63", FaultKind.OrgUnready },
        { "key of 255", null },
        { "required field", FaultKind.OrgUnready },
        { "required field with a default", null },
        { "required field, mapped", null },
        { "required checkbox", null },    // it is false then
        { "required field nobody can write", null },
        { "mapped field missing", FaultKind.FieldMissing },
        { "mapped field read-only", FaultKind.FieldNotWritable },
        { "no closed status", FaultKind.OrgUnready },
    };

    [Theory]
    [MemberData(nameof(Orgs))]
    public async Task An_org_that_would_refuse_every_task_is_refused_before_the_first(string org, FaultKind? kind)
    {
        SyncException? fault = await Record.ExceptionAsync(async () =>
        {
            TaskDescribe describe = await ReadAsync(Fields(org), org == "no closed status" ? [] : ["Done"]);
            describe.Verify(org.Contains("mapped", StringComparison.Ordinal)
                ? new Dictionary<string, string> { ["Extra__c"] = "timeline.kinds.callMade.fields.Extra__c" }
                : new Dictionary<string, string>());
        }) as SyncException;

        Assert.Equal(kind, fault?.Kind);
    }

    [Fact]
    public async Task The_vocabulary_is_what_the_org_has_and_what_is_switched_off_is_not_in_it()    // R14
    {
        JObject type = Field("Type", "picklist");
        type["picklistValues"] = JArray.Parse("""[{"value":"Call","active":true},{"value":"Fax","active":false}]""");

        TaskVocabulary vocabulary = (await ReadAsync([type], ["Done", "Dropped"])).Vocabulary;

        Assert.Equal(["Call"], vocabulary.Types);
        Assert.Equal(["Done", "Dropped"], vocabulary.ClosedStatuses);
        Assert.Equal("picklist", vocabulary.FieldTypes["type"]);
    }

    private static async Task<TaskDescribe> ReadAsync(List<JObject> fields, string[] closed)
    {
        JObject describe = new() { ["fields"] = new JArray(fields) };
        JObject statuses = new()
        {
            ["done"] = true,
            ["records"] = new JArray(closed.Select(name => new JObject { ["MasterLabel"] = name, ["ApiName"] = name, ["IsClosed"] = true })
                .Append(new JObject { ["MasterLabel"] = "Open", ["ApiName"] = "Open", ["IsClosed"] = false })),
        };
        await using OrgHost org = await OrgHost.StartAsync((context, _)
            => AnsweringHost.JsonAsync(context, 200, (context.Request.Path.Value!.EndsWith("describe", StringComparison.Ordinal) ? describe : statuses).ToString()));
        return await TaskDescribe.ReadAsync(org.Client, CancellationToken.None);
    }

    private static List<JObject> Fields(string org)
    {
        JObject key = Field(TaskField.Key, "string");
        (key["length"], key["unique"], key["caseSensitive"], key["externalId"]) = (64, true, true, true);
        JObject extra = Field("Extra__c", org == "required checkbox" ? "boolean" : "string");
        List<JObject> fields = [key, Field(TaskField.OccurredAt, "datetime"), Field(TaskField.Kind, "string"), Field("Status", "picklist")];
        if (org.Contains("required", StringComparison.Ordinal) || org == "mapped field read-only")
        {
            extra["nillable"] = false;
            fields.Add(extra);
        }

        switch (org)
        {
            case "no key":
                fields.Remove(key);
                break;
            case "no kind":
                fields.RemoveAt(2);
                break;
            case "key read-only":
                key["createable"] = false;
                break;
            case "key not unique":
                key["unique"] = false;
                break;
            case "key without regard to case":
                key["caseSensitive"] = false;
                break;
            case "key no external id":
                key["externalId"] = false;
                break;
            case "key of 63":
                key["length"] = 63;
                break;
            case "key of 255":
                key["length"] = 255;
                break;
            case "required field with a default":
                extra["defaultedOnCreate"] = true;
                break;
            case "required field nobody can write" or "mapped field read-only":
                extra["createable"] = false;
                break;
        }

        return fields;
    }

    private static JObject Field(string name, string type)
        => new() { ["name"] = name, ["type"] = type, ["createable"] = true, ["nillable"] = true, ["defaultedOnCreate"] = false };
}
