using HubSpotSalesforce.HubSpot;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Tests.HubSpot;

/// <summary>What is made of HubSpot's answers about contacts and lists, as far as the simulator does not give them.</summary>
public sealed class ContactReaderTests
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    // O19: an account may fill either property
    [Theory]
    [InlineData("hs_merged_object_ids", "101;102")]
    [InlineData("hs_merged_object_ids", " 101 ; 102 ;;x")]
    [InlineData("hs_calculated_merged_vids", "101:1716000000000;102:1717000000000")]
    public async Task A_contact_is_matched_to_the_old_ids_that_either_property_names(string property, string value)
    {
        await using PortalHost portal = await PortalHost.StartAsync(("/contacts/batch/read", [Contacts(Contact(303, (property, value)))]));

        IReadOnlyDictionary<string, HubSpotContact> contacts = await new ContactReader(portal.Client).ByIdAsync(["101", "102", "404"], Cancel);

        Assert.Equal(["101", "102"], contacts.Keys.Order());
        Assert.All(contacts.Values, contact => Assert.Equal(303, contact.Id));
    }

    // R26
    [Fact]
    public async Task A_contact_that_comes_marked_as_archived_does_not_count()
    {
        JObject archived = Contact(101, ("email", "lee@example.com"));
        archived["archived"] = true;
        await using PortalHost portal = await PortalHost.StartAsync(("/contacts/batch/read", [Contacts(archived)]));
        ContactReader reader = new(portal.Client);

        Assert.Empty(await reader.ByIdAsync(["101"], Cancel));
        Assert.Empty(await reader.ByEmailAsync(["lee@example.com"], Cancel));
    }

    // O25: a list with nobody in it is a list
    [Theory]
    [InlineData("""{"results":[]}""", 0)]
    [InlineData("""{"results":[{"recordId":"101"}],"paging":null}""", 1)]
    [InlineData("""{"results":[{"recordId":101},{"recordId":"9007199254740993"}],"paging":{"next":null}}""", 2)]
    public async Task A_list_ends_where_no_next_page_is_named(string answer, int members)
    {
        await using PortalHost portal = await PortalHost.StartAsync(("/memberships", [answer]));
        InclusionList list = new(portal.Client, 55, said => new SyncException(FaultKind.SettingsInvalid, "55", said));

        Assert.Equal(members, (await list.MembersAsync(Cancel)).Count);
        await list.MembersAsync(Cancel);

        Assert.Single(portal.Requests);
    }

    private static string Contacts(JObject contact) => new JObject { ["results"] = new JArray(contact) }.ToString();

    private static JObject Contact(long id, params (string Name, string Value)[] properties) => new()
    {
        ["id"] = $"{id}",
        ["properties"] = new JObject(properties.Select(property => new JProperty(property.Name, property.Value))),
        ["createdAt"] = "2026-01-01T00:00:00Z",
    };
}
