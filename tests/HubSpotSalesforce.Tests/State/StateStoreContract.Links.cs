using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.State;

public abstract partial class StateStoreContract
{
    [Fact]
    public async Task A_link_comes_back_as_it_was_saved_and_the_next_one_of_its_contact_replaces_it()    // O2, O19
    {
        LinkRecord first = Link(101);
        await _store.SaveLinksAsync(_lease, [first, Link(102), Link(long.MaxValue)], [], Cancel);
        await _store.SaveLinksAsync(_lease, [first with { SalesforceId = "003000000000009AAA", LinkedBy = "property" }], [], Cancel);

        IReadOnlyDictionary<long, LinkRecord> links = await _store.LinksAsync([101, 103, long.MaxValue], Cancel);

        Assert.Equal([101, long.MaxValue], links.Keys.Order());
        Assert.Equal(first with { SalesforceId = "003000000000009AAA", LinkedBy = "property" }, links[101]);
        Assert.Equal(TimeSpan.Zero, links[101].SyncedAt.Offset);
    }

    [Fact]
    public async Task An_address_belongs_to_the_contact_last_seen_with_it_whatever_its_case()    // O19
    {
        await _store.SaveLinksAsync(_lease, [], [new AddressRecord("Lee@Example.com", 101), new AddressRecord("old.lee@example.com", 101)], Cancel);
        await _store.SaveLinksAsync(_lease, [], [new AddressRecord("lee@example.com", 202)], Cancel);

        IReadOnlyList<AddressRecord> owners = await _store.OwnersOfAsync(["LEE@example.com", "nobody@example.com", "OLD.lee@example.com"], Cancel);

        Assert.Equal([new AddressRecord("lee@example.com", 202), new AddressRecord("old.lee@example.com", 101)], owners.OrderBy(owner => owner.Address));
        Assert.Equal([new AddressRecord("old.lee@example.com", 101)], await _store.AddressesOfAsync([101, 303], Cancel));
    }

    [Fact]
    public async Task Nothing_is_asked_and_nothing_is_saved_of_nobody()
    {
        await _store.SaveLinksAsync(_lease, [], [], Cancel);

        Assert.Empty(await _store.LinksAsync([], Cancel));
        Assert.Empty(await _store.OwnersOfAsync([], Cancel));
        Assert.Empty(await _store.AddressesOfAsync([], Cancel));
    }

    private static LinkRecord Link(long contactId) => new(contactId, "00Q000000000001AAA", Examples.Noon, "records", "email");
}
