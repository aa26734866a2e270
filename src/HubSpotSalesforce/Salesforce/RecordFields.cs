using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Salesforce;

/// <summary>The fields that are read of a family's records, and the conditions under which a record is one of them.</summary>
internal sealed class RecordFields
{
    /// <summary>What the names of an email message's fields begin with, among those of its task.</summary>
    public const string MessagePrefix = "EmailMessage.";

    private static readonly string[] OfBoth =
    [
        "Id", "Subject", "WhoId", "WhatId", "OwnerId", "CreatedById", "CreatedDate", "LastModifiedById", "LastModifiedDate", "SystemModstamp", "IsDeleted", "ActivityDate",
        TaskField.Key,
    ];

    private static readonly string[] OfTasks = ["Status", "IsClosed", "TaskSubtype"];

    private static readonly string[] OfEvents = ["StartDateTime", "EndDateTime", "IsAllDayEvent", "DurationInMinutes"];

    // What says that a record is the rule of a series or an invitee's copy; not every org shows them.
    private static readonly string[] IfThere = ["IsRecurrence", "IsChild"];

    private const string Private = "IsPrivate";

    private readonly ActivityFamily _family;
    private readonly bool _hasPrivate;

    private RecordFields(ActivityFamily family, string[] names, bool hasPrivate, string[] ofMessage)
    {
        _family = family;
        _hasPrivate = hasPrivate;
        Names = names;
        OfMessage = ofMessage;
    }

    /// <summary>The fields to read of the task or event.</summary>
    public string[] Names { get; }

    /// <summary>The fields to read of the email message, without their prefix; empty where there are no messages.</summary>
    public string[] OfMessage { get; }

    /// <summary>Finds out which fields to read.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.FieldMissing"/>.</exception>
    public static async Task<RecordFields> ReadAsync(FieldReader reader, ActivityFamily family, IReadOnlyCollection<string> mapped, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, SalesforceField> fields = await reader.ReadAsync(family.SalesforceType, cancel);
        bool isEmails = family == ActivityFamily.Emails;
        string[] own = [.. mapped.Where(name => !isEmails || !IsOfMessage(name))];
        string[] needed = [.. OfBoth, .. family == ActivityFamily.Meetings ? OfEvents : OfTasks];
        string? missing = needed.Concat(own).FirstOrDefault(name => !fields.ContainsKey(name));
        if (missing is not null)
        {
            throw Missing(family, missing);
        }

        return new RecordFields(
            family,
            [.. needed.Concat(own).Concat(IfThere.Where(fields.ContainsKey)).Select(name => fields[name].Name).Distinct()],
            fields.ContainsKey(Private),
            isEmails ? await EmailMessageReader.FieldsAsync(reader, [.. mapped.Where(IsOfMessage).Select(name => name[MessagePrefix.Length..])], cancel) : []);
    }

    /// <summary>Starts a query for the family's records.</summary>
    public Soql Query()
    {
        Soql soql = Soql.Select(_family.SalesforceType, Names);
        if (_hasPrivate)
        {
            soql.Is(Private, false);
        }

        // The other subtypes (ListEmail, LinkedIn, Cadence) are the work of mass mailings and cadences.
        return _family.Subtype switch
        {
            null => soql,
            "Task" => soql.IsOrEmpty("TaskSubtype", "Task"),
            var subtype => soql.Is("TaskSubtype", subtype),
        };
    }

    private static bool IsOfMessage(string name) => name.StartsWith(MessagePrefix, StringComparison.OrdinalIgnoreCase);

    private static SyncException Missing(ActivityFamily family, string name)
    {
        string next = CustomField.All.Any(field => field.Name == name)
            ? "Run Initialize-SalesforceOrg (init-org), which creates the fields and the rights to them."
            : $"Give the user the right to see it, or correct the name under salesforceToHubSpot.{family}.mappings.";
        return new SyncException(
            FaultKind.FieldMissing, $"{family.SalesforceType}.{name}", $"Salesforce has no field {family.SalesforceType}.{name}, or the integration user may not see it. {next}");
    }
}
