using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Tests.Linking;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>A portal and an org whose contacts, companies and deals know each other, and a record that moves between them.</summary>
internal static class MovedPortal
{
    public const string Task1 = "00T000000000101EAA";
    public const string Event1 = "00U000000000101EAA";
    public const string Account = "001000000000001AAA";
    public const string Opportunity = "006000000000001AAA";

    public static async Task<SimulatedSync> StartAsync(string conflict = "salesforce", string associations = "follow")
    {
        string families = string.Join("\n  ", ActivityFamily.All.Select(family => $"{family}: {{ sync: true, enabledAt: 2026-01-01T00:00:00Z, conflict: {conflict} }}"));
        SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings($"associations: {associations}\n  caseProperty: salesforce_case\n  {families}"));
        sync.PutPerson(LinkPortal.Kim, "kim@example.com");
        sync.PutContact(202, "kim@example.com", more: ("salesforcecontactid", LinkPortal.Kim));
        await sync.DefinePropertyAsync("tickets", "salesforce_case", "ticketinformation");
        Put(sync, "companies", 401, "salesforceaccountid", "Account", Account);
        Put(sync, "deals", 501, "hs_salesforceopportunityid", "Opportunity", Opportunity);
        Put(sync, "deals", 502, "hs_salesforceopportunityid", "Opportunity", "006000000000002AAA");
        Put(sync, "tickets", 601, "salesforce_case", "Case", "500000000000001AAA");
        return sync;
    }

    public static void Put(SimulatedSync sync, string type, long id, string property, string salesforceType, string salesforceId)
    {
        sync.Simulator.Portal.Insert(type, new JsonObject { ["id"] = $"{id}", ["properties"] = new JsonObject { [property] = salesforceId } });
        sync.Simulator.Org.Insert(salesforceType, new JsonObject { ["Id"] = salesforceId, [salesforceType == "Case" ? "Subject" : "Name"] = $"{type} {id}" });
    }

    public static (string Type, string Id) Make(SimulatedSync sync, string family, params (string Name, JsonNode? Value)[] more)
    {
        if (family == "meetings")
        {
            sync.MakeEvent(Event1, "Demo", more: more);
            return ("Event", Event1);
        }

        sync.MakeTask(Task1, "Talk", ActivityFamily.Named(family).Subtype!, more: more);
        return ("Task", Task1);
    }

    public static string IdOf(SimulatedSync sync, string family) => Assert.Single(sync.Made(family))["id"]!.GetValue<string>();
}
