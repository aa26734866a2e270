using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Records;

/// <summary>Turns a lead into a contact, as a user does by hand.</summary>
/// <remarks>[Help-Lead] and [Help-385227], lead conversion considerations, read 2026-11-21.</remarks>
internal sealed class LeadConversion
{
    private readonly RecordStore _store;
    private readonly Row _lead;

    /// <summary>Creates the conversion of a lead.</summary>
    /// <exception cref="InvalidOperationException">There is no such lead, or it is converted or deleted.</exception>
    public LeadConversion(RecordStore store, string leadId)
    {
        _store = store;
        _lead = store["Lead"].Find(RecordId.Normalise(leadId) ?? "") is { IsDeleted: false } lead && lead["IsConverted"] is not true
            ? lead : throw new InvalidOperationException($"{leadId} is no lead that could be converted.");
    }

    /// <summary>The contact to merge into; one is made when there is none.</summary>
    public string? ContactId { get; init; }

    /// <summary>The opportunity that comes of it; null for none.</summary>
    public string? OpportunityId { get; init; }

    /// <summary>Who converts.</summary>
    public string UserId { get; init; } = OrgFoundation.IntegrationUserId;

    /// <summary>Who gets the open activities of the converting user; null for nobody new.</summary>
    public string? NewOwnerId { get; init; }

    /// <summary>Converts the lead, moves its activities and returns the contact's id.</summary>
    public string Run()
    {
        Row contact = _store["Contact"].Find(RecordId.Normalise(ContactId ?? "") ?? "") ?? MakeContact();
        string? opportunity = RecordId.Normalise(OpportunityId ?? "");
        foreach (string type in (string[])["Task", "Event"])
        {
            foreach (Row activity in _store[type].Rows.Where(row => Equals(row["WhoId"], _lead.Id) && !row.IsDeleted).ToArray())
            {
                Move(activity, contact, opportunity);
            }
        }

        Change(_lead, lead =>
        {
            lead["IsConverted"] = true;
            lead["Status"] = "Closed - Converted";
            lead["ConvertedDate"] = DateOnly.FromDateTime(_store.Now.UtcDateTime);
            lead["ConvertedContactId"] = contact.Id;
            lead["ConvertedAccountId"] = contact["AccountId"];
            lead["ConvertedOpportunityId"] = opportunity;
        });
        return contact.Id;
    }

    // Moving stamps the activities: whoever polls sees a burst of changes that nobody made by hand.
    private void Move(Row activity, Row contact, string? opportunity) => Change(activity, draft =>
    {
        draft["WhoId"] = contact.Id;
        draft["WhatId"] = opportunity ?? draft["WhatId"];
        draft["OwnerId"] = draft["IsClosed"] is not true && Equals(draft["OwnerId"], UserId) ? NewOwnerId ?? draft["OwnerId"] : draft["OwnerId"];
        ServerFields.Derive(draft, activity, _store, _store.Now);
    });

    private Row MakeContact()
    {
        Row account = Make("Account", row => row["Name"] = _lead["Company"]);
        return Make("Contact", row =>
        {
            foreach (string field in (string[])["FirstName", "LastName", "Email", "Phone", "MobilePhone", "Title"])
            {
                row[field] = _lead[field];
            }

            row["AccountId"] = account.Id;
        });
    }

    private Row Make(string type, Action<Row> fill)
    {
        ObjectType known = _store.Catalogue[type];
        Row row = new(known, _store[known].NextId());
        fill(row);
        row["OwnerId"] = UserId;
        ServerFields.StampCreated(row, UserId, _store.Now);
        _store.Add(row);
        return row;
    }

    private void Change(Row row, Action<Row> change)
    {
        Row draft = row.Copy();
        change(draft);
        ServerFields.StampModified(draft, UserId, _store.Now);
        _store.Replace(row, draft);
    }
}
