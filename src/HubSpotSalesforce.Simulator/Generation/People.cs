using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.HubSpot;

namespace HubSpotSalesforce.Simulator.Generation;

/// <summary>The people of a generated portal: owners and users, companies, contacts and their counterparts in Salesforce.</summary>
internal sealed class People(Chance chance, Words words, DateTimeOffset now)
{
    private const int OwnerCount = 12;
    private const int FirstOwner = 4401;
    private const int ContactsOfCompany = 4;
    private const long FirstContact = 100_000;
    private const string InclusionList = "101";

    private static readonly TimeSpan OldestContact = TimeSpan.FromDays(400);
    private static readonly TimeSpan Recent = TimeSpan.FromDays(20);

    /// <summary>The contacts, oldest first; complete when <see cref="Generate"/> has been read to its end.</summary>
    public List<Person> Contacts { get; } = [];

    /// <summary>An owner of an activity or a contact; null now and then.</summary>
    public string? Owner() => chance.OneIn(10) ? null : $"{FirstOwner + chance.Below(OwnerCount)}";

    /// <summary>Makes them all.</summary>
    public IEnumerable<GeneratedRecord> Generate(int contacts)
    {
        IEnumerable<GeneratedRecord> accounts = Enumerable.Range(0, (contacts / ContactsOfCompany) + 1).Select(Account);
        foreach (GeneratedRecord record in Enumerable.Range(0, OwnerCount).SelectMany(OwnerAndUser).Concat(accounts))
        {
            yield return record;
        }

        DateTimeOffset[] days = [.. Enumerable.Range(0, contacts).Select(_ => now - Recent - chance.Within(OldestContact)).Order()];
        foreach ((int number, DateTimeOffset drawn) in days.Index())
        {
            // One in three was made on the day of the one before, an hour later: the rule for the newest contact must look twice.
            DateTimeOffset createdAt = number > 0 && chance.OneIn(3) ? Contacts[^1].CreatedAt.AddHours(1) : drawn;
            createdAt = number > 0 && createdAt < Contacts[^1].CreatedAt ? Contacts[^1].CreatedAt.AddMinutes(1) : createdAt;
            foreach (GeneratedRecord record in ContactAndCounterpart(number, createdAt))
            {
                yield return record;
            }
        }
    }

    /// <summary>Owners 0 to 6 are active users, 7 is an inactive one, 8 and 9 are nobody in Salesforce, 10 is archived, 11 a queue.</summary>
    private IEnumerable<GeneratedRecord> OwnerAndUser(int number)
    {
        string first = words.FirstName();
        string last = words.LastName();
        string email = $"rep{number}@sales.example.com";
        string createdAt = PortalTime.Format(now - OldestContact - Recent);
        yield return new GeneratedRecord("owners", new JsonObject
        {
            ["id"] = $"{FirstOwner + number}",
            ["email"] = email,
            ["type"] = number == 11 ? "QUEUE" : "PERSON",
            ["firstName"] = first,
            ["lastName"] = last,
            ["userId"] = number == 10 ? null : 900_100 + number,
            ["userIdIncludingInactive"] = 900_100 + number,
            ["createdAt"] = createdAt,
            ["updatedAt"] = createdAt,
            ["archived"] = number == 10,
        }, IsHubSpot: true);

        if (number is < 8 or 10)
        {
            yield return new GeneratedRecord("User", new JsonObject
            {
                ["Id"] = Chance.SalesforceId("005", number + 1),
                ["Username"] = $"{email}.prod",
                ["Email"] = email,
                ["FirstName"] = first,
                ["LastName"] = last,
                ["Name"] = $"{first} {last}",
                ["Alias"] = $"rep{number}",
                ["IsActive"] = number != 7,
                ["UserType"] = "Standard",
                ["CreatedDate"] = createdAt,
                ["LastModifiedDate"] = createdAt,
            }, IsHubSpot: false);
        }
    }

    private GeneratedRecord Account(int number) => new("Account", new JsonObject
    {
        ["Id"] = Chance.SalesforceId("001", number + 1),
        ["Name"] = $"Company {number}",
        ["CreatedDate"] = PortalTime.Format(now - OldestContact - Recent),
        ["LastModifiedDate"] = PortalTime.Format(now - OldestContact - Recent),
    }, IsHubSpot: false);

    private IEnumerable<GeneratedRecord> ContactAndCounterpart(int number, DateTimeOffset createdAt)
    {
        int company = number / ContactsOfCompany;
        bool isUnknown = number % 5 == 0;
        Person person = new(
            $"{FirstContact + (2 * number) + 1}",
            isUnknown && number % 25 == 20 ? null : $"contact{number}@company{company}.example.com",
            words.FirstName(),
            words.LastName(),
            createdAt);
        Contacts.Add(person);
        // Most were linked long ago; one in four lately, so that part of what they did is older than the link.
        DateTimeOffset linkedAt = chance.OneIn(4) ? now - chance.Within(Recent) : createdAt + chance.Within(now - Recent - createdAt);
        (string? contactId, string? leadId) = (number % 5) switch
        {
            0 => ((string?)null, (string?)null),
            1 => (null, Chance.SalesforceId("00Q", number + 1)),
            _ => (Chance.SalesforceId("003", number + 1), null),
        };
        bool isFoundByEmailOnly = number % 5 == 2;
        JsonObject contact = Contact(person, number, isFoundByEmailOnly ? null : contactId, leadId, linkedAt);
        yield return new GeneratedRecord("contacts", contact, IsHubSpot: true);

        if (!isUnknown)
        {
            yield return Counterpart(person, contactId, leadId, company, isFoundByEmailOnly ? linkedAt : createdAt);
        }

        if (number % 3 != 0)
        {
            yield return new GeneratedRecord("list_memberships", new JsonObject
            {
                ["listId"] = InclusionList,
                ["recordId"] = person.Id,
                ["membershipTimestamp"] = PortalTime.Format(createdAt),
            }, IsHubSpot: true);
        }
    }

    private JsonObject Contact(Person person, int number, string? contactId, string? leadId, DateTimeOffset linkedAt)
    {
        JsonObject record = new()
        {
            ["id"] = person.Id,
            ["properties"] = new JsonObject
            {
                ["email"] = person.Email,
                ["firstname"] = person.FirstName,
                ["lastname"] = person.LastName,
                ["company"] = $"Company {number / ContactsOfCompany}",
                ["createdate"] = PortalTime.Format(person.CreatedAt),
                ["lastmodifieddate"] = PortalTime.Format(linkedAt),
                ["hubspot_owner_id"] = Owner(),
                ["hs_additional_emails"] = number % 20 == 13 ? $"old{number}@company{number / ContactsOfCompany}.example.com" : null,
                // Ids leave gaps: the one before belonged to a contact that was merged into this one.
                ["hs_merged_object_ids"] = number % 40 == 23 ? $"{FirstContact + (2 * number)}" : null,
                ["salesforcecontactid"] = contactId,
                ["salesforceleadid"] = leadId,
            },
            ["archived"] = false,
        };
        if ((contactId ?? leadId) is { } linked)
        {
            JsonObject version = new() { ["value"] = linked, ["timestamp"] = PortalTime.Format(linkedAt), ["sourceType"] = "SALESFORCE" };
            string property = contactId is null ? "salesforceleadid" : "salesforcecontactid";
            record["propertiesWithHistory"] = new JsonObject { [property] = new JsonArray(version) };
        }

        return record;
    }

    private static GeneratedRecord Counterpart(Person person, string? contactId, string? leadId, int company, DateTimeOffset createdAt)
    {
        JsonObject record = new()
        {
            ["Id"] = contactId ?? leadId,
            ["Email"] = person.Email,
            ["FirstName"] = person.FirstName,
            ["LastName"] = person.LastName,
            ["Name"] = $"{person.FirstName} {person.LastName}",
            ["CreatedDate"] = PortalTime.Format(createdAt),
            ["LastModifiedDate"] = PortalTime.Format(createdAt),
        };
        if (contactId is null)
        {
            record["Company"] = $"Company {company}";
            record["IsConverted"] = false;
        }
        else
        {
            record["AccountId"] = Chance.SalesforceId("001", company + 1);
        }

        return new GeneratedRecord(contactId is null ? "Lead" : "Contact", record, IsHubSpot: false);
    }
}
