using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using static HubSpotSalesforce.Tests.Mapping.FamilySample;

namespace HubSpotSalesforce.Tests.Mapping;

public sealed class FamilyMappingTests
{
    [Theory]    // R46: our table of fields and properties
    [InlineData("tasks", "Subject", "Call back", "hs_task_subject", "Call back")]
    [InlineData("tasks", "Description", "a < b\n\nc", "hs_task_body", "a &lt; b<br><br>c")]
    [InlineData("tasks", "Status", "Waiting on someone else", "hs_task_status", "WAITING")]
    [InlineData("tasks", "Status", "completed", "hs_task_status", "COMPLETED")]
    [InlineData("tasks", "Priority", "Normal", "hs_task_priority", "MEDIUM")]
    [InlineData("tasks", "Type", "Call", "hs_task_type", "CALL")]
    [InlineData("tasks", "Type", "Meeting", "hs_task_type", "TODO")]
    [InlineData("tasks", "Type", null, "hs_task_type", "TODO")]
    [InlineData("tasks", "ActivityDate", "2026-03-05", "hs_timestamp", "2026-03-05T08:00:00.000Z")]
    [InlineData("calls", "CallDurationInSeconds", "420", "hs_call_duration", "420000")]
    [InlineData("calls", "CallType", "Inbound", "hs_call_direction", "INBOUND")]
    [InlineData("calls", "CallType", "Internal", "hs_call_direction", null)]    // HubSpot knows none: left empty
    [InlineData("calls", "CallDisposition", "No Answer", "hs_call_disposition", "73a0d17f-1163-4015-bdd5-ec830791da20")]
    [InlineData("calls", "CallDisposition", "call me later", "hs_call_disposition", "own-1")]    // an option of the account's own, by what is shown of it
    [InlineData("meetings", "StartDateTime", "2026-03-05T09:30:00.000+0000", "hs_meeting_start_time", "2026-03-05T09:30:00.000Z")]
    [InlineData("meetings", "Location", "Room 2", "hs_meeting_location", "Room 2")]
    public void A_value_of_Salesforce_becomes_the_one_of_HubSpot(string family, string field, string? value, string property, string? expected)
    {
        FamilyMapping mapping = Compiled(ActivityFamily.Named(family));
        FieldMapping one = mapping.Of(field);

        MappedValue mapped = mapping.ToHubSpot(one, Row(mapping.Family, new() { [field] = value }), null);

        Assert.Equal((property, expected, true), (one.Property, mapped.Raw, mapped.IsWritten));
        Assert.Null(mapped.Note);
    }

    [Theory]    // R47
    [InlineData("tasks", "Status", "WAITING", "Waiting on someone else")]
    [InlineData("tasks", "Status", null, "Not Started")]
    [InlineData("tasks", "Priority", "LOW", "Low")]
    [InlineData("tasks", "Description", "<p>Hello<br>you</p>", "Hello\nyou")]
    [InlineData("tasks", "ActivityDate", "2026-03-05T23:59:00Z", "2026-03-05")]
    [InlineData("calls", "CallDurationInSeconds", "419600", "420")]
    [InlineData("calls", "CallType", "OUTBOUND", "Outbound")]
    [InlineData("calls", "CallDisposition", "own-1", "Call me later")]
    [InlineData("meetings", "EndDateTime", "1772704800000", "2026-03-05T10:00:00.000Z")]    // epoch milliseconds, as older calls give them
    public void A_value_of_HubSpot_becomes_the_one_of_Salesforce(string family, string field, string? value, string? expected)
    {
        FamilyMapping mapping = Compiled(ActivityFamily.Named(family));

        MappedValue mapped = mapping.ToSalesforce(mapping.Of(field), value, Row(mapping.Family));

        Assert.Equal((expected, true), (mapped.Raw, mapped.IsWritten));
    }

    [Theory]    // orgs rename values and portals add options: a note and a sane value, never a crash
    [InlineData("tasks", "Status", "Parked", "NOT_STARTED")]
    [InlineData("tasks", "Priority", "Urgent", null)]
    [InlineData("calls", "CallDisposition", "Shouted at me", null)]
    public void A_value_without_a_counterpart_is_told_and_gets_the_default_or_is_left_out(string family, string field, string value, string? expected)
    {
        FamilyMapping mapping = Compiled(ActivityFamily.Named(family));

        MappedValue mapped = mapping.ToHubSpot(mapping.Of(field), Row(mapping.Family, new() { [field] = value }), null);

        Assert.Equal(expected, mapped.Raw);
        Assert.Equal(expected is not null, mapped.IsWritten);
        Assert.NotNull(mapped.Note);
    }

    [Fact]
    public void Renamed_statuses_are_found_by_what_they_do()
    {
        MappingTerms terms = Terms(ActivityFamily.Tasks) with
        {
            Fields = [Field("Status", "picklist", values: ["New", "Erledigt", "Abgebrochen"])],
            ClosedStatuses = ["Erledigt", "Abgebrochen"],
        };
        FamilyMapping mapping = new(ActivityFamily.Tasks, FamilyMappings.Defaults(ActivityFamily.Tasks), terms);
        FieldMapping status = mapping.Of("Status");

        Assert.Equal("COMPLETED", mapping.ToHubSpot(status, Row(ActivityFamily.Tasks, new() { ["Status"] = "Abgebrochen" }), null).Raw);
        Assert.Equal("NOT_STARTED", mapping.ToHubSpot(status, Row(ActivityFamily.Tasks, new() { ["Status"] = "New" }), null).Raw);
        Assert.Equal("Erledigt", mapping.ToSalesforce(status, "COMPLETED", null).Raw);
        Assert.Equal("New", mapping.ToSalesforce(status, "WAITING", null).Raw);
    }

    [Fact]
    public void A_cancelled_meeting_is_spelled_as_the_portal_spells_it()
    {
        MappingTerms terms = Terms(ActivityFamily.Meetings) with { Fields = [.. EventFields, Field("IsCanceled", "boolean")] };
        FamilyMapping mapping = new(ActivityFamily.Meetings, FamilyMappings.Defaults(ActivityFamily.Meetings), terms);
        FieldMapping outcome = mapping.Of("IsCanceled");

        Assert.Equal("CANCELLED", mapping.ToHubSpot(outcome, Row(ActivityFamily.Meetings, new() { ["IsCanceled"] = "true" }), null).Raw);
        Assert.Equal("true", mapping.CanonicalOfHubSpot(outcome, "CANCELED"));
        Assert.Equal("false", mapping.CanonicalOfHubSpot(outcome, "COMPLETED"));    // done is not cancelled: no edit
    }

    [Fact]    // R56, O23: an email is its message where there is one, and its task where there is none
    public void An_email_says_what_its_message_says_and_else_what_its_task_says()
    {
        FamilyMapping mapping = Compiled(ActivityFamily.Emails);
        Activity plain = Row(ActivityFamily.Emails, new() { ["Subject"] = "Offer", ["Description"] = "As text", ["ActivityDate"] = "2026-03-05" });
        Activity whole = plain.With("EmailMessage.HtmlBody", "<p>As <b>HTML</b></p>").With("EmailMessage.Incoming", "true").With("EmailMessage.MessageDate", "2026-03-04T22:15:00.000+0000");

        Assert.Equal("As text", Written(plain, "hs_email_html"));
        Assert.Equal("EMAIL", Written(plain, "hs_email_direction"));
        Assert.Equal("2026-03-05T08:00:00.000Z", Written(plain, "hs_timestamp"));
        Assert.Equal("<p>As <b>HTML</b></p>", Written(whole, "hs_email_html"));
        Assert.Equal("As HTML", Written(whole, "hs_email_text"));
        Assert.Equal("INCOMING_EMAIL", Written(whole, "hs_email_direction"));
        Assert.Equal("2026-03-04T22:15:00.000Z", Written(whole, "hs_timestamp"));

        string? Written(Activity row, string property) => mapping.ToHubSpot(mapping.Mappings.Single(one => one.Property == property), row, null).Raw;
    }

    [Fact]
    public void A_task_without_a_date_gets_the_place_that_HubSpot_requires_and_a_cleared_date_leaves_it()
    {
        FamilyMapping mapping = Compiled(ActivityFamily.Tasks);
        FieldMapping date = mapping.Of("ActivityDate");

        Assert.Equal("2026-03-01T12:00:00.000Z", mapping.ToHubSpot(date, Row(ActivityFamily.Tasks), null).Raw);
        Assert.False(mapping.ToHubSpot(date, Row(ActivityFamily.Tasks), "2026-03-09T08:00:00Z").IsWritten);
    }

    [Fact]    // R33, R37
    public void Owners_travel_only_when_they_are_mapped()
    {
        SalesforceUser anna = new("005000000000002AAA", "anna@acme.com.prod", "anna@acme.com", null, true);
        OwnerDirectory owners = new([new HubSpotOwner("7", "anna@acme.com", false)], [anna], new Dictionary<string, string>(), "005000000000001AAA", isChain: true);
        FamilyMapping with = Compiled(ActivityFamily.Tasks, owners: owners);

        Assert.DoesNotContain(Compiled(ActivityFamily.Tasks).Mappings, mapping => mapping.Field == "OwnerId");
        Assert.Equal("7", with.ToHubSpot(with.Of("OwnerId"), Row(ActivityFamily.Tasks, new() { ["OwnerId"] = anna.Id }), null).Raw);
        Assert.False(with.ToHubSpot(with.Of("OwnerId"), Row(ActivityFamily.Tasks, new() { ["OwnerId"] = "005000000000009AAA" }), null).IsWritten);
    }
}
