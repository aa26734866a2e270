using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using static HubSpotSalesforce.Tests.Mapping.FamilySample;

namespace HubSpotSalesforce.Tests.Mapping;

public sealed class MappingCheckTests
{
    [Theory]
    [InlineData("Nots__c", "note", "Both", "Salesforce has no field Task.Nots__c. Did you mean Note__c?")]    // R55
    [InlineData("Note__c", "nota", "Both", "HubSpot's tasks have no property nota. Did you mean note?")]    // R55
    [InlineData("Amount__c", "note", "Both", "Amount__c (double) does not fit note (string, text). Choose a field of type string or textarea or combobox, such as Subject, Description, CallDisposition.")]    // R54
    [InlineData("Note__c", "topics", "Both", "Note__c (string) does not fit topics (enumeration, checkbox). Choose a field of type multipicklist, such as Topics__c.")]
    [InlineData("Follow__c", "hs_createdate", "Both", "HubSpot sets hs_createdate itself and lets nobody write it. Write direction: toSalesforce, or choose another property.")]
    [InlineData("CreatedDate", "follow", "Both", "The integration user may not change Task.CreatedDate. Write direction: toHubSpot, or give the user the right to edit the field.")]
    [InlineData("Level__c", "reviewer", "Both", "reviewer names a HubSpot owner, and properties that name users cannot be mapped. Choose another property.")]
    [InlineData("WhoId", "note", "Both", "WhoId is set by the sync itself. Remove the mapping.")]
    [InlineData("Note__c", "salesforce_activity_id", "Both", "salesforce_activity_id is set by the sync itself. Remove the mapping.")]
    [InlineData("EmailMessage.Subject", "note", "Both", "EmailMessage.Subject belongs to an email that was sent and cannot be changed. Write direction: toHubSpot.")]
    public void A_mapping_that_cannot_work_is_refused_with_what_would(string field, string property, string direction, string expected)
    {
        MappingFault fault = Assert.Single(Check(new FieldMapping { Field = field, Property = property, Direction = Enum.Parse<MappingDirection>(direction) }));

        Assert.Equal(expected, fault.ToString());
    }

    [Theory]    // R54: the table of types that fit
    [InlineData("Level__c", "level")]
    [InlineData("Topics__c", "topics")]
    [InlineData("Agreed__c", "agreed")]
    [InlineData("Amount__c", "amount")]
    [InlineData("Note__c", "note")]
    [InlineData("Long__c", "note")]
    [InlineData("Long__c", "long")]
    [InlineData("Follow__c", "follow")]
    [InlineData("Until__c", "follow")]
    [InlineData("Until__c", "hs_timestamp")]
    [InlineData("note__c", "NOTE")]    // names in any case
    public void Types_that_fit_are_taken(string field, string property)
        => Assert.Empty(Check(new FieldMapping { Field = field, Property = property }));

    [Fact]
    public void Two_mappings_into_one_place_are_refused()
    {
        MappingFault[] faults = Check(new FieldMapping { Field = "Note__c", Property = "note" }, new FieldMapping { Field = "Long__c", Property = "note" });

        Assert.Equal(2, faults.Length);
        Assert.All(faults, fault => Assert.Contains("another mapping", fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_two_ways_of_a_field_may_lead_elsewhere()
        => Assert.Empty(Check(
            new FieldMapping { Field = "Note__c", Property = "note", Direction = MappingDirection.ToHubSpot },
            new FieldMapping { Field = "Long__c", Property = "note", Direction = MappingDirection.ToSalesforce }));

    [Fact]    // R54: an own mapping takes the place of the default for its field or property
    public void An_own_mapping_takes_the_place_of_a_default()
    {
        FieldMapping own = new() { Field = "Subject", Property = "note" };

        IReadOnlyList<FieldMapping> mappings = FamilyMappings.Effective(ActivityFamily.Tasks, [own]);

        Assert.Equal("note", Assert.Single(mappings, mapping => mapping.Field == "Subject").Property);
        Assert.Contains(mappings, mapping => mapping is { Field: "Description", IsDefault: true });
    }

    [Fact]
    public void A_default_is_switched_off_by_its_field_alone_or_by_both_names()
    {
        FieldMapping byField = new() { Field = "priority", Property = "", Direction = MappingDirection.Off };
        FieldMapping byBoth = new() { Field = "Type", Property = "hs_task_type", Direction = MappingDirection.Off };

        FamilyMapping mapping = Compiled(ActivityFamily.Tasks, own: [byField, byBoth]);

        Assert.DoesNotContain(mapping.Mappings, one => one.Field is "Priority" or "Type");
        Assert.Contains(mapping.Mappings, one => one.Field == "Status");
    }

    [Fact]    // values of the settings go before ours
    public void Own_values_go_before_those_of_the_default()
    {
        FieldMapping own = new() { Field = "Status", Property = "hs_task_status", Values = new Dictionary<string, string> { ["In Progress"] = "WAITING" } };
        FamilyMapping mapping = Compiled(ActivityFamily.Tasks, own: [own]);

        Assert.Equal("WAITING", mapping.ToHubSpot(mapping.Of("Status"), Row(ActivityFamily.Tasks, new() { ["Status"] = "In Progress" }), null).Raw);
        Assert.Equal("COMPLETED", mapping.ToHubSpot(mapping.Of("Status"), Row(ActivityFamily.Tasks, new() { ["Status"] = "Completed" }), null).Raw);
    }

    [Fact]
    public void A_default_that_a_side_lacks_is_left_out_and_refuses_nothing()
    {
        MappingTerms bare = new() { Fields = [Field("Subject", "string", 80)], Properties = [Property("hs_task_subject", "string", "text")] };

        FamilyMapping mapping = new(ActivityFamily.Tasks, FamilyMappings.Defaults(ActivityFamily.Tasks), bare);

        Assert.Equal("Subject", Assert.Single(mapping.Mappings).Field);
        Assert.Empty(MappingCheck.Check(ActivityFamily.Tasks, FamilyMappings.Defaults(ActivityFamily.Tasks), bare));
    }

    private static MappingFault[] Check(params FieldMapping[] own)
        => MappingCheck.Check(ActivityFamily.Tasks, [.. FamilyMappings.Effective(ActivityFamily.Tasks, own).Where(mapping => !mapping.IsDefault)], Terms(ActivityFamily.Tasks));
}
