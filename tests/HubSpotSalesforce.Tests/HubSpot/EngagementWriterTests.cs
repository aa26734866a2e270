using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Remote;
using static HubSpotSalesforce.Tests.HubSpot.SimulatedPortal;
using static HubSpotSalesforce.Tests.HubSpot.WriterPortal;

namespace HubSpotSalesforce.Tests.HubSpot;

public sealed class EngagementWriterTests
{
    [Fact]
    public async Task A_create_brings_its_key_and_all_its_associations_in_one_call()    // R46, O14
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        portal.Simulator.Portal.Insert("companies", new JsonObject { ["id"] = "401", ["properties"] = new JsonObject { ["name"] = "Acme" } });

        Outcome outcome = Assert.Single(await Writer(portal).WriteAsync([Create(1, "contacts/301", "companies/401")], Cancel));

        JsonObject call = Assert.Single(portal.Calls).Value;
        Assert.Equal((call["id"]!.GetValue<string>(), null), (outcome.RecordId, outcome.Fault));
        Assert.Equal("Call 1", call["properties"]!["hs_call_title"]!.GetValue<string>());
        Assert.Equal(["sf-00T000000000001EAA"], portal.Calls.Keys);
        Assert.Equal(["301"], call["associations"]!["contacts"]!.AsArray().Select(id => id!.ToString()));
        Assert.Equal(["401"], call["associations"]!["companies"]!.AsArray().Select(id => id!.ToString()));
        Assert.Equal(1, portal.Count("/batch/create"));
    }

    [Fact]
    public async Task A_hundred_rows_whose_answers_do_not_line_up_get_their_own_ids()    // O14
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();

        IReadOnlyList<Outcome> outcomes = await Writer(portal).WriteAsync([.. Enumerable.Range(1, 100).Select(number => Create(number))], Cancel);

        Assert.Equal(100, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Equal(portal.Calls[outcome.Change.Activity.Key]["id"]!.GetValue<string>(), outcome.RecordId));
    }

    [Theory]    // R55: the property is named, the value that was refused is not
    [InlineData("hs_callx", "1", "PROPERTY_DOESNT_EXIST", "Initialize-HubSpotPortal")]
    [InlineData("hs_createdate", "2026-03-01T12:00:00Z", "READ_ONLY_VALUE", "take it out")]
    [InlineData("hs_call_direction", "SIDEWAYS", "INVALID_OPTION", "Map the value")]
    [InlineData("hs_timestamp", "Tuesday", "INVALID_DATE", "the rule or the record")]
    public async Task A_row_that_is_refused_names_its_property_and_the_others_are_written(string property, string value, string code, string advice)
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        Change bad = With(Create(2), (property, value));

        IReadOnlyList<Outcome> outcomes = await Writer(portal).WriteAsync([Create(1), bad, Create(3)], Cancel);

        Assert.Equal([null, FaultKind.RecordRejected, null], outcomes.Select(outcome => outcome.Fault?.Kind));
        SyncException fault = outcomes[1].Fault!;
        Assert.Equal((code, "sf-00T000000000002EAA"), (fault.ApiCode, fault.About));
        Assert.Contains(property, fault.Message, StringComparison.Ordinal);
        Assert.Contains(advice, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value == "1" ? "\"1\"" : value, fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, portal.Calls.Count);
    }

    [Fact]
    public async Task A_row_whose_contact_is_gone_is_refused_alone()    // R46
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        portal.Simulator.Portal.Archive("contacts", "302");

        IReadOnlyList<Outcome> outcomes = await Writer(portal).WriteAsync([Create(1), Create(2, "contacts/302")], Cancel);

        Assert.Equal([null, FaultKind.RecordRejected], outcomes.Select(outcome => outcome.Fault?.Kind));
        Assert.Single(portal.Calls);
    }

    [Theory]
    [InlineData("RATE_LIMITS", FaultKind.Throttled)]
    [InlineData("INTERNAL_ERROR", FaultKind.Unavailable)]
    [InlineData("LOCKED", FaultKind.RowLocked)]
    [InlineData("CONFLICT", FaultKind.Conflict)]
    [InlineData("MISSING_SCOPES", FaultKind.ScopeMissing)]
    [InlineData("VALIDATION_ERROR", FaultKind.RecordRejected)]
    [InlineData("SOMETHING_NEW", FaultKind.RecordRejected)]
    public async Task An_error_of_a_row_asks_for_another_try_a_skip_or_a_stop(string category, FaultKind kind)
    {
        await using PortalHost portal = await PortalHost.StartAsync(
            (BatchCreate, [$$"""{"results":[],"errors":[{"category":"{{category}}","message":"not so","context":{"objectWriteTraceId":"run-1"} }]}"""]), ("", ["""{"results":[]}"""]));

        Outcome outcome = Assert.Single(await new EngagementWriter(portal.Client, new AssociationTypes(portal.Client)).WriteAsync([Create(1)], Cancel));

        Assert.Equal((kind, category), (outcome.Fault!.Kind, outcome.Fault.ApiCode));
    }

    [Theory]
    [InlineData("locked", FaultKind.Unavailable)]
    [InlineData("migrating", FaultKind.Unavailable)]
    [InlineData("burst", FaultKind.Throttled)]
    [InlineData("daily", FaultKind.QuotaSpent)]
    [InlineData("unavailable", FaultKind.Unavailable)]
    public async Task A_batch_that_is_refused_as_a_whole_is_tried_again_or_stops(string answer, FaultKind kind)
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        portal.Simulator.Faults.Set([new FaultRule { Host = "hubspot", Endpoint = BatchCreate, Answer = answer }]);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => Writer(portal).WriteAsync([Create(1)], Cancel));

        Assert.Equal(kind, fault.Kind);
    }

    [Fact]
    public async Task An_update_sends_what_changed_and_clears_what_is_empty()    // R47
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        portal.PutCall(7, "sf-00T000000000001EAA", null, 301);

        Outcome outcome = Assert.Single(await Writer(portal).WriteAsync([Update(1, "7", ("hs_call_title", "Other"), ("hs_call_body", null))], Cancel));

        JsonNode call = portal.Calls["sf-00T000000000001EAA"]["properties"]!;
        Assert.Equal(("7", null, "Other", null), (outcome.RecordId, outcome.Fault, call["hs_call_title"]!.GetValue<string>(), call["hs_call_body"]?.GetValue<string>()));
        Assert.Equal("7", portal.Writes[^1].Id);
    }

    [Fact]
    public async Task An_update_of_what_was_archived_finds_that_it_is_gone_and_the_others_are_written()    // R51, O5
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        portal.PutCall(7, "a", null, 301);
        portal.PutCall(8, "b", null, 301);
        portal.Simulator.Portal.Archive("calls", "7");
        Change[] batch = [Update(1, "7", ("hs_call_title", "Other")), Update(2, "8", ("hs_call_title", "Other")), Update(3, "8", ("hs_call_direction", "SIDEWAYS"))];

        IReadOnlyList<Outcome> outcomes = await Writer(portal).WriteAsync(batch, Cancel);
        Outcome alone = Assert.Single(await Writer(portal).WriteAsync([batch[0]], Cancel));

        Assert.Equal([true, false, false], outcomes.Select(outcome => outcome.IsGone));
        Assert.Equal([null, null, FaultKind.RecordRejected], outcomes.Select(outcome => outcome.Fault?.Kind));
        Assert.True(alone.IsGone);
    }

    [Fact]
    public async Task An_update_brings_new_associations_and_ends_old_ones()    // R57
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        portal.PutCall(7, "a", null, 301);
        portal.PutCall(8, "b", null, 301);
        Change[] batch =
        [
            Update(1, "7", ("hs_call_title", "Other")) with { Beside = ["contacts/302"], Apart = ["contacts/301"] },
            Update(2, "8") with { Beside = ["contacts/999"] },    // gone meanwhile
            Update(3, "9", ("hs_call_title", "Other")) with { Beside = ["contacts/302"] },
        ];

        IReadOnlyList<Outcome> outcomes = await Writer(portal).WriteAsync(batch, Cancel);

        Assert.Equal([null, FaultKind.RecordRejected, null], outcomes.OrderBy(outcome => outcome.Change.TargetId, StringComparer.Ordinal).Select(outcome => outcome.Fault?.Kind));
        Assert.True(outcomes.Single(outcome => outcome.Change.TargetId == "9").IsGone);
        Assert.Equal(["302"], portal.Calls["a"]["associations"]!["contacts"]!.AsArray().Select(id => id!.ToString()));
        Assert.Equal("Other", portal.Calls["a"]["properties"]!["hs_call_title"]!.GetValue<string>());
    }

    [Fact]
    public async Task Deletes_archive_and_what_is_archived_already_is_no_fault()    // R51
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        portal.PutCall(7, "a");
        portal.PutCall(8, "b");
        Change[] batch = [.. new[] { "7", "8", "9" }.Select((id, number) => Create(number) with { Does = Change.Delete, TargetId = id })];

        await Writer(portal).WriteAsync(batch, Cancel);
        IReadOnlyList<Outcome> again = await Writer(portal).WriteAsync(batch, Cancel);

        Assert.Empty(portal.Calls);
        Assert.Equal([("7", null), ("8", null), ("9", null)], again.Select(outcome => (outcome.RecordId, outcome.Fault)));
    }

    [Theory]
    [InlineData("calls", "crm.objects.contacts.read crm.objects.contacts.write")]
    [InlineData("emails", "crm.objects.contacts.read crm.objects.contacts.write sales-email-read")]
    public void Each_family_tells_the_scopes_that_writing_it_needs(string family, string scopes)
        => Assert.Equal(scopes.Split(' '), EngagementWriter.ScopesOf(ActivityFamily.Named(family)).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Association_types_that_are_not_well_known_are_read_once()    // R57
    {
        await using PortalHost portal = await PortalHost.StartAsync(
            ("/calls/2-123/labels", ["""{"results":[{"category":"USER_DEFINED","typeId":41,"label":"Boss"},{"category":"USER_DEFINED","typeId":42,"label":null}]}"""]),
            (BatchCreate, ["""{"results":[{"id":"1","objectWriteTraceId":"run-1"},{"id":"2","objectWriteTraceId":"run-2"}]}"""]));

        await new EngagementWriter(portal.Client, new AssociationTypes(portal.Client)).WriteAsync([Create(1, "2-123/9"), Create(2, "2-123/9")], Cancel);

        AnsweringHost.Request create = Assert.Single(portal.Requests, request => request.Path.EndsWith(BatchCreate, StringComparison.Ordinal));
        Assert.Equal(2, portal.Requests.Length);
        Assert.Contains("""{"to":{"id":"9"},"types":[{"associationCategory":"USER_DEFINED","associationTypeId":42}]}""", create.Body, StringComparison.Ordinal);
    }

    private static Change With(Change change, params (string Name, string? Value)[] fields)
    {
        Dictionary<string, string?> all = new(change.Fields);
        foreach ((string name, string? value) in fields)
        {
            all[name] = value;
        }

        return change with { Fields = all };
    }

    private static Change Update(int number, string id, params (string Name, string? Value)[] fields)
        => Create(number) with { Does = Change.Update, TargetId = id, Beside = [], Fields = fields.ToDictionary(field => field.Name, field => field.Value) };
}
