using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.HubSpot;

namespace HubSpotSalesforce.Simulator.Generation;

/// <summary>What marketing did and what contacts made of it: campaigns, email events, forms, submissions, event occurrences.</summary>
internal sealed class Marketing(Chance chance, Words words, People people, DateTimeOffset now)
{
    private const int AppId = 113;
    private const int PortalId = 1234567;
    private const int FirstCampaign = 98_765_000;
    private const int RemembersSends = 200;

    // The third has no name, the fourth is archived, the fifth is of another type than the list shows by itself.
    private static readonly (string Id, string Name, string Type, bool IsArchived)[] Forms =
    [
        ("f0000001-0000-4000-8000-000000000001", "Contact us", "hubspot", false),
        ("f0000002-0000-4000-8000-000000000002", "Newsletter \"monthly\" & more", "hubspot", false),
        ("f0000003-0000-4000-8000-000000000003", "", "hubspot", false),
        ("f0000004-0000-4000-8000-000000000004", "Summer fair", "hubspot", true),
        ("f0000005-0000-4000-8000-000000000005", "Pop-up", "flow", false),
    ];

    private readonly List<JsonObject> _sends = [];
    private readonly List<(string Form, string Email)> _submissions = [];
    private int _campaigns = 1;

    /// <summary>The campaigns and forms.</summary>
    public IEnumerable<GeneratedRecord> Generate(int activities)
    {
        _campaigns = Math.Max(2, activities / 400);
        for (int number = 0; number < _campaigns; number++)
        {
            yield return Row("campaigns", new JsonObject
            {
                ["id"] = FirstCampaign + number,
                ["appId"] = AppId,
                ["appName"] = "Batch",
                ["contentId"] = 55_000 + number,
                ["name"] = $"Campaign {number}",
                ["subject"] = words.Subject(),
                ["type"] = "BATCH_EMAIL",
                ["lastUpdatedTime"] = now.ToUnixTimeMilliseconds() - number,
            });
        }

        foreach ((string id, string name, string type, bool isArchived) in Forms)
        {
            string createdAt = PortalTime.Format(now.AddDays(-300));
            yield return Row("forms", new JsonObject
            {
                ["id"] = id,
                ["name"] = name,
                ["formType"] = type,
                ["createdAt"] = createdAt,
                ["updatedAt"] = createdAt,
                ["archived"] = isArchived,
            });
        }
    }

    /// <summary>An email event; with what belongs to it there may be a second one.</summary>
    public IEnumerable<GeneratedRecord> EmailEvent(DateTimeOffset at) => (_sends.Count == 0 ? 0 : chance.Below(10)) switch
    {
        < 3 => Send(at),
        < 8 => Open(at),
        _ => [Row("email_events", Reaction("CLICK", at, ("url", "https://example.com/offer?utm=a&b=c"), ("linkId", chance.Below(3))))],
    };

    /// <summary>A form submission: one in five repeats an earlier one, one in twenty comes from nobody the portal knows.</summary>
    public GeneratedRecord Submission(DateTimeOffset at)
    {
        Person person = chance.Of(people.Contacts);
        (string form, string email) = _submissions.Count > 0 && chance.OneIn(5)
            ? chance.Of(_submissions)
            : (chance.Of(Forms).Id, chance.OneIn(20) ? Stranger() : person.Email ?? Stranger());
        _submissions.Add((form, email));
        return Row("form_submissions", new JsonObject
        {
            ["formId"] = form,
            ["conversionId"] = chance.Uuid(),
            ["submittedAt"] = at.ToUnixTimeMilliseconds(),
            ["pageUrl"] = "https://example.com/contact",
            ["values"] = new JsonArray(
                new JsonObject { ["name"] = "email", ["value"] = email, ["objectTypeId"] = "0-1" },
                new JsonObject { ["name"] = "message", ["value"] = words.Sentence(), ["objectTypeId"] = "0-1" }),
        });
    }

    /// <summary>An event occurrence: a document view, an event of an installed app, or a page view that is neither.</summary>
    public GeneratedRecord Occurrence(DateTimeOffset at)
    {
        (string type, JsonObject properties) = chance.Below(3) switch
        {
            0 => ("e_document_viewed_v2", new JsonObject { ["hs_document_name"] = $"Offer {chance.Below(9)}.pdf" }),
            1 => ("webinar_attended", new JsonObject { ["hs_app_name"] = "Webinars", ["hs_event_title"] = "Attended: Getting started" }),
            _ => ("e_visited_page", new JsonObject { ["hs_url"] = "https://example.com/prices" }),
        };
        return Row("event_occurrences", new JsonObject
        {
            ["id"] = $"occurrence-{chance.Uuid()}",
            ["eventType"] = type,
            ["objectType"] = "CONTACT",
            ["objectId"] = chance.Of(people.Contacts).Id,
            ["occurredAt"] = PortalTime.Format(at),
            ["properties"] = properties,
        });
    }

    private IEnumerable<GeneratedRecord> Send(DateTimeOffset at)
    {
        string recipient = chance.OneIn(30) ? Stranger() : chance.Of(people.Contacts).Email ?? Stranger();
        JsonObject send = Event("SENT", at, recipient, FirstCampaign + chance.Below(_campaigns));
        send["subject"] = "Your offer";
        send["from"] = "Marketing <news@example.com>";
        _sends.Add(send);
        if (_sends.Count > RemembersSends)
        {
            _sends.RemoveAt(0);
        }

        yield return Row("email_events", send);
        if (chance.OneIn(2))
        {
            yield return Row("email_events", Reaction("DELIVERED", Earliest(at.AddSeconds(3)), send));
        }
    }

    private IEnumerable<GeneratedRecord> Open(DateTimeOffset at)
    {
        JsonObject open = Reaction("OPEN", at, ("deviceType", chance.Of("COMPUTER", "MOBILE")), ("userAgent", "Mozilla/5.0"));
        open["filteredEvent"] = chance.OneIn(25);
        if (chance.OneIn(30))
        {
            // The first account of an open gives way to a second one that knows how long it was.
            JsonObject restated = open.DeepClone().AsObject();
            restated["id"] = chance.Uuid();
            restated["created"] = Earliest(at.AddSeconds(20)).ToUnixTimeMilliseconds();
            restated["duration"] = chance.Between(500, 60_000);
            open["obsoletedBy"] = Reference(restated);
            yield return Row("email_events", restated);
        }

        yield return Row("email_events", open);
    }

    private JsonObject Reaction(string type, DateTimeOffset at, params (string Name, JsonNode Value)[] more)
    {
        // One in three goes back to the last send, so that the same person opens the same email again and again.
        JsonObject reaction = Reaction(type, at, chance.OneIn(3) ? _sends[^1] : chance.Of(_sends));
        foreach ((string name, JsonNode value) in more)
        {
            reaction[name] = value;
        }

        return reaction;
    }

    private JsonObject Reaction(string type, DateTimeOffset at, JsonObject send)
    {
        JsonObject reaction = Event(type, at, send["recipient"]!.GetValue<string>(), send["emailCampaignId"]!.GetValue<int>());
        reaction["sentBy"] = Reference(send);
        return reaction;
    }

    private JsonObject Event(string type, DateTimeOffset at, string recipient, int campaign) => new()
    {
        ["id"] = chance.Uuid(),
        ["created"] = at.ToUnixTimeMilliseconds(),
        ["type"] = type,
        ["recipient"] = recipient,
        ["portalId"] = PortalId,
        ["appId"] = AppId,
        ["appName"] = "Batch",
        ["emailCampaignId"] = campaign,
        ["filteredEvent"] = false,
    };

    private string Stranger() => $"stranger{chance.Below(1_000)}@nowhere.example.com";

    private DateTimeOffset Earliest(DateTimeOffset at) => at < now ? at : now;

    private static JsonObject Reference(JsonObject row)
        => new() { ["id"] = row["id"]!.GetValue<string>(), ["created"] = row["created"]!.GetValue<long>() };

    private static GeneratedRecord Row(string type, JsonObject row) => new(type, row, IsHubSpot: true);
}
