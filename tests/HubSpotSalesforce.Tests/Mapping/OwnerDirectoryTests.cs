using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using static HubSpotSalesforce.Tests.Activities.Sample;

namespace HubSpotSalesforce.Tests.Mapping;

/// <summary>The owner chain R34-R36. Anna is owner 1, Ben is owner 2; Anna has the user A, Ben the user B.</summary>
public sealed class OwnerDirectoryTests
{
    private static readonly HubSpotOwner[] Owners =
    [
        new("1", "anna@acme.com", IsArchived: false),
        new("2", "ben@acme.com", IsArchived: true),    // left HubSpot, works on in Salesforce
        new("3", "nobody@acme.com", IsArchived: false),
        new("4", null, IsArchived: false),
    ];

    [Theory]
    [InlineData("callMade", "1", "2", "A", 1)]    // R34: tasks, notes and calls have owners
    [InlineData("noteCreated", "1", "2", "A", 1)]
    [InlineData("taskCreated", "1", "2", "A", 1)]
    [InlineData("meetingScheduled", "1", "2", "B", 2)]    // R34: a meeting's owner id must not count
    [InlineData("salesEmailSent", "1", "2", "B", 2)]    // nor an email's
    [InlineData("marketingEmailSent", null, "1", "A", 2)]    // R35
    [InlineData("formSubmission", null, "1", "A", 2)]
    [InlineData("callMade", "3", "1", "A", 2)]    // R35: the activity's owner is no user
    [InlineData("callMade", "4", "1", "A", 2)]    // has no address
    [InlineData("callMade", "77", "1", "A", 2)]    // is unknown
    [InlineData("callMade", null, "1", "A", 2)]
    [InlineData("callMade", "3", "3", "I", 3)]    // R36: neither is
    [InlineData("callMade", "3", null, "I", 3)]    // R35: the contact has no owner
    [InlineData("meetingScheduled", "1", null, "I", 3)]
    public void The_owner_comes_from_the_activity_then_the_contact_then_the_connection(string kind, string? activityOwner, string? contactOwner, string user, int step)
    {
        OwnerDirectory directory = Directory([User("A", "anna@acme.com"), User("B", "BEN@acme.com")]);

        OwnerChoice choice = directory.Choose(Activity(kind) with { OwnerId = activityOwner }, Contact() with { OwnerId = contactOwner });

        Assert.Equal((user, step), (choice.UserId, choice.Step));
    }

    [Theory]
    [InlineData(true, "A")]
    [InlineData(false, "I")]    // R34: INACTIVE_OWNER_OR_USER would refuse the task
    public void Only_an_active_user_is_chosen(bool isActive, string user)
        => Assert.Equal(user, Chosen([User("A", "anna@acme.com") with { IsActive = isActive }]));

    [Fact]
    public void An_address_that_two_active_users_share_matches_neither()
        => Assert.Equal("I", Chosen([User("A", "anna@acme.com"), User("B", "Anna@acme.com")]));

    [Fact]
    public void An_address_is_not_ambiguous_for_a_user_who_left()
        => Assert.Equal("A", Chosen([User("A", "anna@acme.com"), User("B", "anna@acme.com") with { IsActive = false }]));

    [Fact]
    public void A_federation_id_goes_before_an_address()
        => Assert.Equal("B", Chosen([User("A", "anna@acme.com"), User("B", "other@acme.com") with { FederationId = "anna@acme.com" }]));

    [Theory]
    [InlineData("anna@acme.com", "b@org", "B")]    // the map goes before everything
    [InlineData("Anna@ACME.com", "B@ORG", "B")]    // without regard to case
    [InlineData("anna@acme.com", "gone@org", "I")]    // a mapped user who is not there leaves the owner unmapped: the address is no second guess
    [InlineData("ben@acme.com", "b@org", "A")]    // somebody else's entry changes nothing
    public void The_map_of_the_settings_decides_before_any_address(string address, string username, string user)
        => Assert.Equal(user, Chosen([User("A", "anna@acme.com"), User("B", "ben@acme.com")], new() { [address] = username }));

    [Fact]
    public void A_map_entry_settles_an_ambiguous_address()
        => Assert.Equal("B", Chosen([User("A", "anna@acme.com"), User("B", "anna@acme.com")], new() { ["anna@acme.com"] = "b@org" }));

    [Fact]
    public void The_map_leads_to_no_inactive_user()
        => Assert.Equal("I", Chosen([User("A", "anna@acme.com"), User("B", null) with { IsActive = false }], new() { ["anna@acme.com"] = "b@org" }));

    [Fact]
    public void A_user_name_that_looks_like_the_address_is_no_match()
        => Assert.Equal("I", Chosen([User("A", "work@acme.com") with { Username = "anna@acme.com" }]));

    [Fact]
    public void Owners_do_not_travel_when_the_settings_say_integrationUser()    // R33
    {
        OwnerDirectory directory = new(Owners, [User("A", "anna@acme.com")], new Dictionary<string, string>(), "I", isChain: false);

        Assert.Equal("I", directory.Choose(Activity() with { OwnerId = "1" }, Contact() with { OwnerId = "1" }).UserId);
    }

    private static string Chosen(SalesforceUser[] users, Dictionary<string, string>? map = null)
        => Directory(users, map).Choose(Activity() with { OwnerId = "1" }, Contact()).UserId;

    private static OwnerDirectory Directory(SalesforceUser[] users, Dictionary<string, string>? map = null)
        => new(Owners, users, map ?? [], "I", isChain: true);

    private static SalesforceUser User(string id, string? email) => new(id, $"{id.ToLowerInvariant()}@org", email, null, IsActive: true);
}
