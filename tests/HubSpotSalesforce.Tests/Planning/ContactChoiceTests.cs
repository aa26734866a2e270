using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Tests.Activities;
using static HubSpotSalesforce.Tests.Activities.Sample;

namespace HubSpotSalesforce.Tests.Planning;

public sealed class ContactChoiceTests
{
    // R27
    [Theory]
    [InlineData(99, "2026-03-01T23:00:00Z", 1234, "2026-03-01T09:00:00Z", 1234)]    // same day: ids compare as numbers
    [InlineData(99, "2026-03-02T00:30:00Z", 1234, "2026-03-01T09:00:00Z", 99)]    // a later day beats a higher id
    [InlineData(99, "2026-03-01T23:30:00Z", 1234, "2026-03-01T09:00:00Z", 99, "Europe/Warsaw")]    // the portal's midnight counts
    [InlineData(99, "2026-03-02T03:00:00Z", 1234, "2026-03-01T09:00:00Z", 1234, "America/New_York")]    // where it is still the day before
    [InlineData(4294967297, "2026-03-01T09:00:00Z", 5, "2026-03-01T10:00:00Z", 4294967297)]    // past 32 bits, where 1 would be left
    [InlineData(9007199254740993, "2026-03-01T09:00:00Z", 9007199254740992, "2026-03-01T10:00:00Z", 9007199254740993)]    // past what a double tells apart
    [InlineData(99, "2026-03-29T21:30:00Z", 1234, "2026-03-28T23:30:00Z", 1234, "Europe/Warsaw")]    // the short day of summer time: both on the 29th
    [InlineData(99, "2026-03-29T22:00:00Z", 1234, "2026-03-28T23:30:00Z", 99, "Europe/Warsaw")]    // and an hour earlier than on other days it ends
    public void The_contact_of_the_latest_day_wins_and_the_higher_id_breaks_the_tie(
        long id, string createdAt, long otherId, string otherCreatedAt, long winner, string zone = "UTC")
    {
        ContactLink[] contacts = [Contact(id, createdAt), Contact(otherId, otherCreatedAt)];

        ContactLink? chosen = ContactChoice.Newest(contacts, Zone(zone));

        Assert.Equal(winner, chosen?.ObjectId);
    }

    // R25
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public void One_task_is_made_however_many_contacts_there_are_and_the_others_are_listed(int count)
    {
        ContactLink[] contacts = [.. Enumerable.Range(1, count).Select(day => Contact(day, At("2026-01-01T00:00:00Z").AddDays(day).ToString("O")))];

        Change change = Assert.IsType<Change>(Plan().Decide(Activity().On(contacts), null));

        Assert.Equal(count, change.Contact?.ObjectId);
        Assert.Equal(Enumerable.Range(1, count - 1).Reverse().Select(id => $"{id}"), change.LeftOut);    // R28
        Assert.Equal(contacts[^1].SalesforceId, change.Fields[TaskField.WhoId]);
    }

    // R26: the newest does not sync, so the next newest wins.
    [Theory]
    [InlineData("unlinked")]
    [InlineData("outside")]
    public void A_newest_contact_that_does_not_sync_gives_way_to_the_next(string why)
    {
        ContactLink newest = why == "outside" ? Outside(900, "2026-02-01T00:00:00Z") : Unlinked(900, "2026-02-01T00:00:00Z");

        ContactLink? chosen = ContactChoice.Newest([Contact(301, "2026-01-01T00:00:00Z"), newest, Contact(302, "2025-01-01T00:00:00Z")], TimeZoneInfo.Utc);

        Assert.Equal(301, chosen?.ObjectId);
    }

    // R23, R26, O3: no orphan task, and each skip waits for the day it can be written.
    [Fact]
    public void Without_a_contact_that_syncs_the_activity_waits_and_the_plan_says_for_what()
    {
        (SkipCode Code, ContactLink[] Contacts)[] cases =
        [
            (SkipCode.NoContact, []),
            (SkipCode.NoLinkedContact, [Unlinked(1), Unlinked(2)]),
            (SkipCode.OutsideInclusionList, [Unlinked(1), Outside(2)]),
        ];

        Assert.All(cases, one =>
        {
            Skip skip = Assert.IsType<Skip>(Plan().Decide(Activity().On(one.Contacts), null));
            Assert.Equal(one.Code, skip.Because);
            Assert.True(skip.IsWaiting);
        });
    }

    [Fact]
    public void The_choice_does_not_depend_on_the_order_of_the_contacts()    // R25-R27
    {
        Gen<ContactLink[]> contacts =
            from ids in Gen.Choose(1, 12).Select(count => Enumerable.Range(1, count).Select(id => id * 1_000_000_007L).ToArray())
            from hours in Gen.Choose(0, 72).ArrayOf(ids.Length)
            from states in Gen.Choose(0, 3).ArrayOf(ids.Length)
            select ids.Select((id, index) => Of(id, hours[index], states[index])).ToArray();

        Prop.ForAll(contacts.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (some, seed) =>
        {
            ContactLink[] shuffled = [.. some];
            new Random(seed).Shuffle(shuffled);
            ContactLink? chosen = ContactChoice.Newest(some, Zone("Asia/Kolkata"));
            return chosen?.ObjectId == ContactChoice.Newest(shuffled, Zone("Asia/Kolkata"))?.ObjectId
                && chosen is null == !some.Any(contact => contact.Syncs)
                && chosen is not { Syncs: false };
        }).QuickCheckThrowOnFailure();
    }

    private static ContactLink Of(long id, int hours, int state)
    {
        string createdAt = Noon.AddHours(hours).ToString("O");
        return state switch
        {
            0 => Unlinked(id, createdAt),
            1 => Outside(id, createdAt),
            _ => Contact(id, createdAt),
        };
    }
}
