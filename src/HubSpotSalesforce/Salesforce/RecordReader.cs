using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Reads the tasks or events of one family (R44), and the email messages behind emails.</summary>
/// <remarks>
/// <para>Deleted rows come marked as such, archived ones like any other. What is not read: tasks of the subtypes ListEmail, LinkedIn and
/// Cadence, which mass mailings and cadences write, and events that their owner keeps private: what Salesforce shows to their owner alone is
/// not shown to a whole portal. The rule of a series and invitees' copies of an event are read, and say so in <c>IsRecurrence</c> and <c>IsChild</c>.</para>
/// <para>An event that lasts all day begins at midnight UTC of its day, as Salesforce shows it, and says so in <c>IsAllDayEvent</c>:
/// it has no time zone, so the day is what counts.</para>
/// </remarks>
public sealed class RecordReader
{
    private const int RowsPerQuery = 2_000;
    private const int IdsPerQuery = 200;

    // Emails come with their texts: a page of them is ten times as heavy.
    private const int EmailsPerQuery = 200;

    private readonly SalesforceClient _client;
    private readonly FieldReader _fieldReader;
    private readonly ActivityFamily _family;
    private readonly IReadOnlyCollection<string> _mapped;
    private readonly EmailMessageReader _messages;
    private readonly RowWalk _walk;
    private RecordFields? _fields;

    /// <summary>Creates a reader; nothing is read yet.</summary>
    /// <param name="client">The org.</param>
    /// <param name="fields">What its objects have; shared by the readers of a run.</param>
    /// <param name="family">The family to read.</param>
    /// <param name="mapped">Fields to read beside those that are always read; those of email messages as <c>EmailMessage.HtmlBody</c>.</param>
    public RecordReader(SalesforceClient client, FieldReader fields, ActivityFamily family, IReadOnlyCollection<string> mapped)
    {
        _client = client;
        _fieldReader = fields;
        _family = family;
        _mapped = mapped;
        _messages = new EmailMessageReader(client, fields);
        _walk = new RowWalk(client, family == ActivityFamily.Emails ? EmailsPerQuery : RowsPerQuery);
    }

    /// <summary>Reads what changed from one instant to another, page by page; the last page closes the read with <paramref name="until"/>.</summary>
    /// <param name="since">The first instant that counts, in UTC.</param>
    /// <param name="until">The instant the read began, in UTC: later changes may or may not be in.</param>
    /// <param name="cancel">Ends the read.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.FieldMissing"/>: a field that is mapped or needed is not there.</exception>
    public async IAsyncEnumerable<RecordPage> ReadAsync(DateTimeOffset since, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancel)
    {
        RecordFields fields = await FieldsAsync(cancel);
        await foreach (JObject[] rows in _walk.ByStampAsync(fields.Query, since, cancel))
        {
            yield return new RecordPage(await ActivitiesAsync(fields, rows, cancel), null);
        }

        await foreach (string[] tasks in TasksOfMessagesAsync(fields, since, cancel))
        {
            JObject[] rows = await RowsAsync(fields, tasks, cancel);
            yield return new RecordPage(await ActivitiesAsync(fields, [.. rows.Where(row => RecordRow.Stamp(row) < since)], cancel), null);
        }

        yield return new RecordPage([], until);
    }

    /// <summary>Reads the history of a time (R49), page by page: tasks by their day, or their creation where they have none, events by their start. Deleted rows are left out.</summary>
    /// <param name="since">The first instant that counts, in UTC.</param>
    /// <param name="until">The end of the time, in UTC; of a day that it falls into all counts.</param>
    /// <param name="cancel">Ends the read.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.FieldMissing"/>: a field that is mapped or needed is not there.</exception>
    public async IAsyncEnumerable<RecordPage> ReadHistoryAsync(DateTimeOffset since, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancel)
    {
        RecordFields fields = await FieldsAsync(cancel);
        bool isMeetings = _family == ActivityFamily.Meetings;
        await foreach (JObject[] rows in _walk.ByIdAsync(
            () => fields.Query().Is("IsDeleted", false).Within(isMeetings ? null : "ActivityDate", isMeetings ? "StartDateTime" : "CreatedDate", since, until), cancel))
        {
            yield return new RecordPage(await ActivitiesAsync(fields, rows, cancel), null);
        }

        yield return new RecordPage([], until);
    }

    /// <summary>Reads some records again by id, deleted ones included; those that are unknown, or not of this family, are absent.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.FieldMissing"/>: a field that is mapped or needed is not there.</exception>
    public async Task<IReadOnlyList<Activity>> ReadAgainAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        RecordFields fields = await FieldsAsync(cancel);
        return await ActivitiesAsync(fields, await RowsAsync(fields, ids, cancel), cancel);
    }

    // A message may change and leave its task as it was.
    private async IAsyncEnumerable<string[]> TasksOfMessagesAsync(RecordFields fields, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (fields.OfMessage.Length == 0)
        {
            yield break;
        }

        await foreach (JObject[] messages in _messages.ChangedAsync(since, cancel))
        {
            foreach (string[] tasks in messages.Select(message => RecordRow.NeedId(message, "ActivityId")).Distinct().Chunk(EmailsPerQuery))
            {
                yield return tasks;
            }
        }
    }

    private async Task<RecordFields> FieldsAsync(CancellationToken cancel) => _fields ??= await RecordFields.ReadAsync(_fieldReader, _family, _mapped, cancel);

    private async Task<JObject[]> RowsAsync(RecordFields fields, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        List<JObject> rows = [];
        foreach (string[] some in ids.Chunk(IdsPerQuery))
        {
            await foreach (JObject row in _client.QueryAsync(fields.Query().In("Id", some), withDeleted: true, cancel))
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    private async Task<Activity[]> ActivitiesAsync(RecordFields fields, JObject[] rows, CancellationToken cancel)
    {
        Dictionary<string, JObject> messages = await _messages.OfTasksAsync(fields.OfMessage, [.. rows.Select(row => row.Need("Id"))], cancel);
        return [.. rows.Select(row => RecordRow.Read(_family, row, messages.GetValueOrDefault(RecordRow.NeedId(row, "Id"))))];
    }
}
