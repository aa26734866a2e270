using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Tests.Runs;
using static HubSpotSalesforce.Tests.Linking.LinkPortal;

namespace HubSpotSalesforce.Tests.Linking;

/// <summary>Which record a contact is linked to, and which addresses lead to a contact (O19).</summary>
public sealed class AddressLinkTests
{
    private const string Opens = "timeline: { enabledAt: 2020-01-01T00:00:00Z, notBefore: 2026-11-01T00:00:00Z, kinds: { marketingEmailOpened: { sync: true } } }";

    [Theory]
    [InlineData("003000000000001", Lee)]                    // 15 characters
    [InlineData(Lee, Lee)]
    [InlineData("003000000000001AAB", Kim)]                 // a wrong checksum is no id: the address decides
    [InlineData("001000000000001AAA", Kim)]                 // an account's id is no person's
    [InlineData("nonsense", Kim)]
    [InlineData("003000000000009AAA", Kim)]                 // nobody has it
    [InlineData("003000000000003AAA", Kim)]                 // deleted
    public async Task An_id_counts_when_it_is_one_and_lives_else_the_address_does(string id, string expected)
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, null);
        sync.PutPerson(Kim, "lee@example.com");
        sync.PutPerson("003000000000003AAA", null, isDeleted: true);
        sync.PutContact(101, "lee@example.com", "2021-01-01", ("salesforcecontactid", id));

        ContactLink link = await sync.FindOneAsync("101");

        Assert.Equal(expected, link.SalesforceId);
    }

    [Theory]
    [InlineData("property, email", Lee, "property")]
    [InlineData("email, property", Kim, "email")]
    [InlineData("email", Kim, "email")]
    [InlineData("property", Lee, "property")]
    public async Task The_settings_say_which_ways_are_tried_and_in_which_order(string ways, string expected, string way)
    {
        await using SimulatedSync sync = await StartAsync($"contacts: {{ linkBy: [{ways}] }}\n" + Calls);
        sync.PutPerson(Lee, null);
        sync.PutPerson(Kim, "lee@example.com");
        sync.PutContact(101, "lee@example.com", "2021-01-01", ("salesforcecontactid", Lee));

        ContactLink link = await sync.FindOneAsync("101");

        Assert.Equal((expected, way), (link.SalesforceId, link.LinkedBy));
    }

    [Theory]
    [InlineData("a contact before a lead", Lead, "2026-01-01", Lee, "2022-01-01", Lee, Lead)]
    [InlineData("then the one changed last", Lee, "2024-01-01", Kim, "2025-01-01", Kim, Lee)]
    [InlineData("then the lowest id", Kim, "2024-01-01", Lee, "2024-01-01", Lee, Kim)]
    [InlineData("leads among themselves likewise", Lead, "2024-01-01", OtherLead, "2025-01-01", OtherLead, Lead)]
    public async Task Of_several_records_with_the_address_one_is_chosen_and_the_others_are_listed(
        string rule, string oneId, string oneChanged, string otherId, string otherChanged, string chosen, string listed)
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(oneId, "lee@example.com", "2021-01-01", oneChanged);
        sync.PutPerson(otherId, "Lee@Example.com", "2021-01-01", otherChanged);
        sync.PutPerson("003000000000008AAA", "lee@example.com", "2021-01-01", "2026-11-01", isDeleted: true);
        sync.PutContact(101, "lee@example.com");
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);

        ContactLink link = await sync.FindOneAsync("101");
        PlanLine line = Assert.Single(await sync.PlanAsync());

        Assert.True(link.SalesforceId == chosen, rule);
        Assert.Equal([listed], link.Others);
        Assert.EndsWith($"AmbiguousMatch: also {listed}.", line.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_skip_outside_the_window_says_too_that_the_match_was_ambiguous()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@example.com");
        sync.PutPerson(Kim, "lee@example.com");
        sync.PutContact(101, "lee@example.com");
        await sync.PutCallAsync(7001, Day("2020-06-01"), 101);

        PlanLine line = Assert.Single(await sync.PlanAsync());

        Assert.Equal("OutsideWindow", line.Reason);
        Assert.EndsWith($"AmbiguousMatch: also {Kim}.", line.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_choice_is_kept_while_it_lives_even_when_another_would_now_be_chosen()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lead, "lee@example.com");
        sync.PutContact(101, "lee@example.com");
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);
        await sync.RunAsync();

        sync.PutPerson(Lee, "lee@example.com", "2026-11-21");
        ContactLink kept = await sync.FindOneAsync("101");
        sync.PutPerson(Lead, null);    // the lead is still that person when its address changes
        ContactLink still = await sync.FindOneAsync("101");
        sync.PutPerson(Lead, "lee@example.com", isDeleted: true);
        ContactLink next = await sync.FindOneAsync("101");

        Assert.Equal((Lead, Lee), (kept.SalesforceId, Assert.Single(kept.Others)));
        Assert.Equal((Lead, Lee), (still.SalesforceId, Assert.Single(still.Others)));
        Assert.Equal(Lee, next.SalesforceId);
        Assert.Empty(next.Others);
    }

    [Fact]
    public async Task The_primary_address_goes_before_the_others_and_those_who_have_the_others_are_listed()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "second@example.com", "2021-01-01", "2026-01-01");
        sync.PutPerson(Lead, "lee@example.com");
        sync.PutContact(101, "lee@example.com", "2021-01-01", ("hs_additional_emails", "first@example.com;second@example.com"));

        ContactLink link = await sync.FindOneAsync("101");

        Assert.Equal((Lead, Lee), (link.SalesforceId, Assert.Single(link.Others)));
    }

    [Theory]
    [InlineData("lee@example.com")]
    [InlineData("Second@Example.com")]      // a further address, whatever its case
    [InlineData("third@example.com")]
    public async Task A_contact_is_found_by_every_address_it_has(string address)
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "third@example.com");
        sync.PutContact(101, "lee@example.com", "2021-01-01", ("hs_additional_emails", "second@example.com;third@example.com"));

        ContactLink link = await sync.FindOneAsync(address);

        Assert.Equal((101L, Lee), (link.ObjectId, link.SalesforceId));
    }

    // A search by token also finds who has the token in a longer address.
    [Theory]
    [InlineData("second@example.com")]
    [InlineData("a.second@example.co")]
    [InlineData("a.*@example.com")]
    public async Task A_contact_is_not_found_by_an_address_that_only_resembles_its_own(string address)
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutContact(101, "lee@example.com", "2021-01-01", ("hs_additional_emails", "a.second@example.com"));

        Assert.Null(Assert.Single(await sync.FindAsync(address)));
        Assert.Equal(101, (await sync.FindOneAsync("a.second@example.com")).ObjectId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("lee")]
    [InlineData("@example.com")]
    [InlineData("two words@example.com")]
    public async Task What_is_no_address_is_nobodys_and_costs_no_call(string text)
    {
        await using SimulatedSync sync = await StartAsync();
        await using LinkLookup lookup = await LinkLookup.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        sync.Simulator.HubSpotCalls.Reset();

        ContactLink?[] links = await lookup.FindAsync([text, new string('a', 300) + "@example.com"], CancellationToken.None);

        Assert.All(links, Assert.Null);
        Assert.Empty(sync.Simulator.HubSpotCalls.Snapshot());
    }

    // Opens of mail sent to an old address, R29
    [Fact]
    public async Task An_open_of_mail_to_an_address_the_contact_had_once_is_its_own()
    {
        await using SimulatedSync sync = await StartAsync(Opens);
        sync.PutPerson(Lee, "lee@example.com");
        sync.PutContact(101, "old.lee@example.com");
        sync.Simulator.Portal.Insert("campaigns", new JsonObject { ["id"] = 42, ["appId"] = 113, ["name"] = "News", ["subject"] = "News" });
        PutOpen(sync, "old.lee@example.com", Now.AddHours(-3));
        RunResult before = await sync.RunAsync();

        sync.PutContact(101, "lee@example.com");
        PutOpen(sync, "OLD.lee@example.com", Now.AddHours(-2));
        RunResult after = await sync.RunAsync();

        Assert.Equal(1, before.Skipped["NoLinkedContact"]);
        Assert.Equal(2, after.Created);
        Assert.All(sync.Tasks.Values, task => Assert.Equal(Lee, task["WhoId"]!.ToString()));
    }

    [Fact]
    public async Task A_record_that_has_an_address_the_contact_had_once_is_its_record()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutContact(101, "old.lee@example.com");
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);
        await sync.RunAsync();

        sync.PutContact(101, "lee@example.com");
        sync.PutPerson(Lee, "old.lee@example.com");

        Assert.Equal(Lee, (await sync.FindOneAsync("101")).SalesforceId);
    }

    [Fact]
    public async Task An_address_that_moved_to_another_contact_is_that_contacts()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutContact(101, "info@example.com");
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);
        await sync.RunAsync();

        sync.PutContact(101, "lee@example.com");
        sync.PutContact(202, "info@example.com");
        await sync.PutCallAsync(7002, Now.AddMinutes(-5), 202);
        sync.PutPerson(Kim, "info@example.com");
        await sync.RunAsync();
        ContactLink?[] links = await sync.FindAsync("info@example.com", "101");

        Assert.Equal([202L, 101L], links.Select(link => link!.ObjectId));
        Assert.Equal([Kim, null], links.Select(link => link!.SalesforceId));
    }

    // O19: five addresses a search, strangers once
    [Fact]
    public async Task Strangers_are_searched_for_five_at_a_time_and_once_in_a_run()
    {
        await using SimulatedSync sync = await StartAsync();
        string[] strangers = [.. Enumerable.Range(1, 11).Select(number => $"stranger{number}@nowhere.example.com")];
        await using LinkLookup lookup = await LinkLookup.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);

        await lookup.FindAsync(strangers, CancellationToken.None);
        await lookup.FindAsync([.. strangers.Select(stranger => stranger.ToUpperInvariant())], CancellationToken.None);

        Assert.Equal(3, sync.Simulator.HubSpotCalls.Count("/search"));
        Assert.Equal(1, sync.Simulator.HubSpotCalls.Count("batch/read"));
    }

    // One question for leads and one for contacts, whatever the mixture; nothing asked of nobody
    [Fact]
    public async Task Salesforce_is_asked_once_for_leads_and_once_for_contacts()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@example.com");
        sync.PutPerson(Lead, "kim@example.com");
        sync.PutContact(101, "a@example.com", "2021-01-01", ("salesforcecontactid", Lee));
        sync.PutContact(102, "b@example.com", "2021-01-01", ("salesforceleadid", Lead));
        sync.PutContact(103, "kim@example.com");
        sync.PutContact(104, "nobody@example.com");
        await using LinkLookup lookup = await LinkLookup.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        sync.Simulator.SalesforceCalls.Reset();

        await lookup.FindAsync(["101"], CancellationToken.None);
        int byContactIdAlone = sync.Simulator.SalesforceCalls.Count("quer");
        await lookup.FindAsync(["101", "102", "103", "104", "nobody@example.com"], CancellationToken.None);

        Assert.Equal(1, byContactIdAlone);
        Assert.Equal(3, sync.Simulator.SalesforceCalls.Count("quer"));
    }

    private static void PutOpen(SimulatedSync sync, string recipient, DateTimeOffset at) => sync.Simulator.Portal.Insert("email_events", new JsonObject
    {
        ["id"] = Guid.NewGuid().ToString(),
        ["created"] = at.ToUnixTimeMilliseconds(),
        ["type"] = "OPEN",
        ["recipient"] = recipient,
        ["emailCampaignId"] = 42,
        ["appId"] = 113,
    });
}
