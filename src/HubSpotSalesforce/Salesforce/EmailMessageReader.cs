using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Reads the email messages behind email tasks, which are what such a task really is (O23).</summary>
/// <remarks>
/// Editing a message may make Salesforce delete its task and create another: the message's id stays, the task's does not
/// (ObjRef-EmailMessage, ActivityId, read 2026-11-21). An email without a record, as classic Einstein Activity Capture keeps it,
/// is not there to be read (R56).
/// </remarks>
public sealed class EmailMessageReader
{
    // A message may hold its text twice, at 131,072 characters each, and one answer holds all of a query's page.
    private const int MessagesPerQuery = 100;

    private static readonly string[] Wanted =
    [
        "Id", "ActivityId", "IsDeleted", "LastModifiedDate", "Subject", "HtmlBody", "TextBody", "FromAddress", "ToAddress", "CcAddress",
        "Incoming", "MessageDate", "Status", "RelatedToId", "Source",
    ];

    private readonly SalesforceClient _client;
    private readonly FieldReader _fields;

    /// <summary>Creates a reader.</summary>
    public EmailMessageReader(SalesforceClient client, FieldReader fields)
    {
        _client = client;
        _fields = fields;
    }

    /// <summary>Returns where messages stand today, deleted ones included, by 18-character id; those that are not there are absent.</summary>
    /// <param name="messageIds">Ids of messages.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<IReadOnlyDictionary<string, EmailMessageState>> FindAsync(IReadOnlyCollection<string> messageIds, CancellationToken cancel)
    {
        Dictionary<string, EmailMessageState> found = [];
        if ((await FieldsAsync(_fields, [], cancel)).Length == 0)
        {
            return found;
        }

        foreach (string[] some in messageIds.Chunk(MessagesPerQuery))
        {
            await foreach (JObject row in _client.QueryAsync(Soql.Select("EmailMessage", "Id", "ActivityId", "IsDeleted").In("Id", some), withDeleted: true, cancel))
            {
                string id = RecordRow.NeedId(row, "Id");
                found[id] = new EmailMessageState(id, RecordRow.Id(row["ActivityId"]), IsDeleted(row));
            }
        }

        return found;
    }

    /// <summary>The fields to read of a message; empty when the org has no email messages, or does not show whose task they are.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.FieldMissing"/>: a mapped one is not there.</exception>
    internal static async Task<string[]> FieldsAsync(FieldReader reader, string[] mapped, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, SalesforceField> fields = await reader.ReadAsync("EmailMessage", cancel);
        if (!fields.ContainsKey("ActivityId"))
        {
            return [];
        }

        return mapped.FirstOrDefault(name => !fields.ContainsKey(name)) is { } missing
            ? throw new SyncException(
                FaultKind.FieldMissing,
                $"EmailMessage.{missing}",
                $"Salesforce has no field EmailMessage.{missing}, or the integration user may not see it. Give the user the right to see it, or correct the name under salesforceToHubSpot.emails.mappings.")
            : [.. Wanted.Where(fields.ContainsKey).Concat(mapped.Select(name => fields[name].Name)).Distinct()];
    }

    /// <summary>Returns the message of each task that has one, by the task's 18-character id.</summary>
    internal async Task<Dictionary<string, JObject>> OfTasksAsync(string[] fields, IReadOnlyCollection<string> taskIds, CancellationToken cancel)
    {
        Dictionary<string, JObject> messages = [];
        foreach (string[] some in fields.Length == 0 ? [] : taskIds.Chunk(MessagesPerQuery))
        {
            await foreach (JObject row in _client.QueryAsync(Soql.Select("EmailMessage", fields).In("ActivityId", some).OrderBy("Id"), withDeleted: true, cancel))
            {
                // A living message before a deleted one, and of several the first.
                string task = RecordRow.NeedId(row, "ActivityId");
                if (!messages.TryGetValue(task, out JObject? known) || (IsDeleted(known) && !IsDeleted(row)))
                {
                    messages[task] = row;
                }
            }
        }

        return messages;
    }

    /// <summary>Returns the tasks of the messages that changed, in the order of the change.</summary>
    internal IAsyncEnumerable<JObject[]> ChangedAsync(DateTimeOffset since, CancellationToken cancel) => new RowWalk(_client, 2_000).ByStampAsync(
        () => Soql.Select("EmailMessage", "Id", "ActivityId", "SystemModstamp").IsSet("ActivityId"), since, cancel);

    private static bool IsDeleted(JObject row) => row.Says("IsDeleted");
}
