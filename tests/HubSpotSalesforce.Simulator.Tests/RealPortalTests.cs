using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Tests.HubSpot;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests;

public sealed class RealPortalTests
{
    [RealPortalFact]
    public async Task Every_line_of_its_files_is_a_record()
    {
        await using HubSpotSide side = await StartPortalAsync();

        foreach (string file in Directory.EnumerateFiles(Path.Combine(RealPortalFactAttribute.Folder!, "hubspot"), "*.jsonl"))
        {
            Assert.Equal(File.ReadLines(file).Count(line => line.Length > 0), side.Portal.Records(Path.GetFileNameWithoutExtension(file)).Count);
        }
    }

    [RealPortalFact]
    public async Task A_walk_through_the_log_meets_every_event_newest_first()
    {
        await using HubSpotSide side = await StartPortalAsync();
        List<long> created = [];
        string offset = "";
        for (bool hasMore = true; hasMore;)
        {
            JsonNode page = (await side.GetAsync($"/email/public/v1/events?limit=30{(offset.Length > 0 ? $"&offset={offset}" : "")}")).Json;
            created.AddRange(page["events"]!.AsArray().Select(row => (long)row!["created"]!));
            (offset, hasMore) = ((string)page["offset"]!, (bool)page["hasMore"]!);
        }

        Assert.Equal(side.Portal.Records("email_events").Count, created.Count);
        Assert.Equal(created.OrderDescending(), created);
    }

    [RealPortalFact]
    public async Task Every_meeting_has_its_contacts_and_every_submission_its_form()
    {
        await using HubSpotSide side = await StartPortalAsync();

        Answer meetings = await side.GetAsync($"{Objects}/meetings?limit=100&associations=contacts");
        Answer forms = await side.GetAsync("/marketing/v3/forms");

        Assert.All(meetings.Json["results"]!.AsArray(), meeting => Assert.NotEmpty(meeting!["associations"]!["contacts"]!["results"]!.AsArray()));
        foreach (string form in forms.Ids)
        {
            Assert.Single((await side.GetAsync($"/form-integrations/v1/submissions/forms/{form}")).Json["results"]!.AsArray());
        }
    }

    private static Task<HubSpotSide> StartPortalAsync() => StartAsync(options => options with { PortalFolder = RealPortalFactAttribute.Folder });
}
