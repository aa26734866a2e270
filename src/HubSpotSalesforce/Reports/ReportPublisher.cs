using HubSpotSalesforce.Salesforce;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Reports;

/// <summary>Makes reports in Salesforce, and finds those it made before.</summary>
public sealed class ReportPublisher
{
    private const int MaxName = 40;    // of a report, and of the part of a unique name that is kept
    private const int MaxFolder = 80;

    private readonly SalesforceClient _client;

    /// <summary>Creates a publisher.</summary>
    public ReportPublisher(SalesforceClient client) => _client = client;

    /// <summary>Says what is to be made; reads alone.</summary>
    /// <param name="definition">A resolved definition.</param>
    /// <param name="name">The report's name; cut where it is longer than 40 characters.</param>
    /// <param name="folder">The folder's name.</param>
    /// <param name="groupBy">By what it is grouped; null for a plain list.</param>
    /// <param name="cancel">Ends the reads.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.FieldMissing"/>: the org has no such column; <see cref="FaultKind.ReportInvalid"/>: Salesforce's
    /// reports cannot be grouped or filtered like this; and any kind by which a call fails.</exception>
    public async Task<PublishedReport> PlanAsync(ReportDefinition definition, string name, string folder, string? groupBy, CancellationToken cancel)
    {
        await _client.SignInAsync(cancel);
        string type = definition.Who == ReportFamily.Leads ? "LeadActivity" : "ContactActivity";
        ReportColumns columns = await ReportColumns.ReadAsync(_client, type, cancel);
        string? grouped = groupBy is null ? null : columns.GroupedBy(groupBy);
        string shortName = InertText.Of(name, MaxName);
        string developerName = Unique(shortName);
        string? folderId = await FirstIdAsync(Soql.Select("Folder", "Id").Is("Type", "Report").Is("DeveloperName", Unique(folder)), cancel);
        string? id = folderId is null ? null : await FirstIdAsync(Soql.Select("Report", "Id").Is("DeveloperName", developerName).Is("OwnerId", folderId), cancel);
        PublishedReport report = new()
        {
            Name = shortName,
            DeveloperName = developerName,
            Folder = folder,
            FolderId = folderId,
            ReportType = type,
            Action = id is null ? "create" : "update",
            Columns = [.. columns.Shown.Where(column => column != grouped)],
            GroupedBy = grouped,
            Filters = definition.Describe(),
            Id = id,
            Url = id is null ? null : PageOf(id),
        };
        _ = new ReportMetadata(columns, definition).Write(report, byMonth: false, definition.Owners);    // what cannot be filtered is refused before consent is asked
        return report;
    }

    /// <summary>Makes a report, or changes the one that is there, and returns it with its id.</summary>
    /// <param name="report">As it was planned.</param>
    /// <param name="definition">The definition it was planned from.</param>
    /// <param name="byMonth">Whether a day it is grouped by is taken as its month.</param>
    /// <param name="cancel">Ends the calls.</param>
    public async Task<PublishedReport> ApplyAsync(PublishedReport report, ReportDefinition definition, bool byMonth, CancellationToken cancel)
    {
        ReportColumns columns = await ReportColumns.ReadAsync(_client, report.ReportType, cancel);
        JObject metadata = new ReportMetadata(columns, definition).Write(report, byMonth, await OwnersAsync(definition.Owners, cancel));
        string folderId = report.FolderId ?? await MakeFolderAsync(report.Folder, cancel);
        metadata["folderId"] = folderId;
        JObject body = new() { ["reportMetadata"] = metadata };

        // Sent twice, because an answer was lost, it makes no second report: the unique name is taken, and the next run finds it.
        string id = report.Id is { } known
            ? IdOf(await _client.WriteAsync(HttpMethod.Patch, $"/analytics/reports/{known}", body, cancel)) ?? known
            : IdOf(await _client.WriteAsync(HttpMethod.Post, "/analytics/reports", body, cancel))
                ?? throw new SyncException(FaultKind.UnexpectedAnswer, report.Name, $"Salesforce answered the creation of the report '{report.Name}' without an id. Look in the folder '{report.Folder}', then run again.");
        return report with { FolderId = folderId, Id = id, Url = PageOf(id) };
    }

    private async Task<string> MakeFolderAsync(string folder, CancellationToken cancel)
    {
        JObject body = new() { ["label"] = InertText.Of(folder, MaxFolder), ["name"] = Unique(folder), ["type"] = "report" };
        return (await _client.WriteAsync(HttpMethod.Post, "/folders", body, cancel))?["id"]?.ToString()
            ?? throw new SyncException(FaultKind.UnexpectedAnswer, folder, $"Salesforce answered the creation of the folder '{folder}' without an id. Look whether it is there, then run again.");
    }

    // A report's column of owners has their full names.
    private async Task<string[]> OwnersAsync(string[] owners, CancellationToken cancel)
    {
        List<string> names = [];
        foreach (string owner in owners)
        {
            Soql soql = RecordId.Normalize(owner) is { } id ? Soql.Select("User", "Id", "Name").Is("Id", id) : Soql.Select("User", "Id", "Name").InAny([owner], "Name", "Username", "Email");
            string? name = null;
            await foreach (JObject user in _client.QueryAsync(soql.Limit(1), withDeleted: false, cancel))
            {
                name = user["Name"]?.ToString();
            }

            names.Add(name ?? throw new SyncException(FaultKind.NotFound, owner, $"There is no user '{owner}' in Salesforce. Give a full name, a username, an address or an id."));
        }

        return [.. names];
    }

    private async Task<string?> FirstIdAsync(Soql soql, CancellationToken cancel)
    {
        await foreach (JObject record in _client.QueryAsync(soql.Limit(1), withDeleted: false, cancel))
        {
            return record["Id"]?.ToString();
        }

        return null;
    }

    private string PageOf(string id) => new Uri(_client.InstanceUrl, $"/lightning/r/Report/{id}/view").ToString();

    private static string? IdOf(JToken? answer) => (answer as JObject)?["reportMetadata"]?["id"]?.ToString() is { Length: > 0 } id ? RecordId.Normalize(id) : null;

    // Letters, digits and single underscores, beginning with a letter.
    private static string Unique(string name)
    {
        string text = string.Join('_', new string([.. name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return text.Length > 0 && char.IsAsciiLetter(text[0]) ? text : $"R_{text}".TrimEnd('_');
    }
}
