using System.Text.Json.Nodes;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Salesforce;

namespace HubSpotSalesforce.Tests.HubSpot;

public sealed class RecordFinderTests
{
    private const string Account = "001000000000001AAA";

    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Theory]    // R57, O19: 15 characters mind case, 18 do not need to
    [InlineData("001000000000001AAA", true)]
    [InlineData("001000000000001", true)]
    [InlineData(" 001000000000001 ", true)]
    [InlineData("001000000000002AAA", false)]
    [InlineData("", false)]
    public async Task A_record_is_found_by_both_forms_of_a_Salesforce_id(string value, bool isFound)
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync(isPrepared: false);
        PutCompany(portal, 401, value.Trim());

        ILookup<string, string> found = await Finder(portal).FindAsync("companies", "salesforceaccountid", [Account], Cancel);

        Assert.Equal(isFound ? ["401"] : [], found[Account]);
    }

    [Fact]
    public async Task An_id_that_differs_in_case_alone_is_another()
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync(isPrepared: false);
        string lower = HubSpotSalesforce.Salesforce.RecordId.Normalize("00100000000000a")!;
        string upper = HubSpotSalesforce.Salesforce.RecordId.Normalize("00100000000000A")!;
        PutCompany(portal, 401, "00100000000000a");
        PutCompany(portal, 402, upper);

        ILookup<string, string> found = await Finder(portal).FindAsync("companies", "salesforceaccountid", [lower, upper], Cancel);

        Assert.Equal(["401"], found[lower]);
        Assert.Equal(["402"], found[upper]);
    }

    [Fact]
    public async Task Many_ids_are_asked_for_in_searches_that_fit()
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync(new SimulatorOptions { MaxSearchBodyChars = 3_000 }, isPrepared: false);
        string[] ids = [.. Enumerable.Range(1, 120).Select(number => SimulatedOrg.Id("001", number))];
        foreach ((int index, string id) in ids.Index())
        {
            PutCompany(portal, 1_000 + index, id);
        }

        PutCompany(portal, 5_000, ids[0]);

        ILookup<string, string> found = await Finder(portal).FindAsync("companies", "salesforceaccountid", ids, Cancel);

        Assert.Equal(120, found.Count);
        Assert.Equal(["1000", "5000"], found[ids[0]]);
        Assert.Equal(3, portal.Count("search"));
    }

    [Theory]
    [InlineData("salesforcecaseid")]
    [InlineData(null)]
    public async Task A_property_that_the_portal_does_not_have_finds_nothing_and_asks_for_nothing(string? property)    // R57
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync(isPrepared: false);

        Assert.Empty(await Finder(portal).FindAsync("tickets", property, ["500000000000001AAA"], Cancel));
        Assert.Empty(await Finder(portal).SalesforceIdsAsync("tickets", property, ["1"], Cancel));
        Assert.Equal(0, portal.Count("search"));
    }

    [Fact]
    public async Task The_other_way_round_records_tell_their_Salesforce_ids()    // R57
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync(isPrepared: false);
        PutCompany(portal, 401, Account);
        PutCompany(portal, 402, null);

        IReadOnlyDictionary<string, string> found = await Finder(portal).SalesforceIdsAsync("companies", "salesforceaccountid", ["401", "402", "999"], Cancel);

        Assert.Equal([new("401", Account)], found);
    }

    private static RecordFinder Finder(SimulatedPortal portal) => new(portal.Client, new PropertyReader(portal.Client));

    private static void PutCompany(SimulatedPortal portal, long id, string? account) => portal.Simulator.Portal.Insert(
        "companies", new JsonObject { ["id"] = $"{id}", ["properties"] = new JsonObject { ["name"] = "Acme", ["salesforceaccountid"] = account } });
}
