using System.Text;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Bulk;

/// <summary>A file of rows on its way into the org.</summary>
/// <remarks>[BulkDoc], Create a Job and Get Job Info, read 2026-11-21.</remarks>
internal sealed class IngestJob
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What its rows are.</summary>
    public required ObjectType Type { get; init; }

    /// <summary><c>insert</c>, <c>update</c>, <c>upsert</c> or <c>delete</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The field by which an upsert finds records; null for other operations.</summary>
    public Field? Key { get; init; }

    /// <summary>What separates cells, by the API's name for it.</summary>
    public required string ColumnDelimiter { get; init; }

    /// <summary><c>LF</c> or <c>CRLF</c>.</summary>
    public required string LineEnding { get; init; }

    /// <summary>Who made it.</summary>
    public required string UserId { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The API version it was made with.</summary>
    public required int Version { get; init; }

    /// <summary>Where it stands, as clients are told.</summary>
    public IngestState State { get; set; }

    /// <summary>How long it takes, once it is closed.</summary>
    public JobProgress Progress { get; set; } = new(0);

    /// <summary>What writes its rows; null until it is closed, and again once they are written.</summary>
    public IngestRun? Run { get; set; }

    /// <summary>How it ended; null until its rows were written.</summary>
    public IngestState? Outcome { get; set; }

    /// <summary>After how many rows it fails; null for never.</summary>
    public int? FailsAfter { get; set; }

    /// <summary>How many of its rows, from the first, meet a lock.</summary>
    public int RowsHeld { get; set; }

    /// <summary>The file; null until it is uploaded, and again once it is read.</summary>
    public string? File { get; set; }

    /// <summary>Whether a file was uploaded: there is only one per job.</summary>
    public bool Uploaded { get; set; }

    /// <summary>Why it failed; null unless it did.</summary>
    public string? Trouble { get; set; }

    /// <summary>The names of the file's columns.</summary>
    public string[] Columns { get; set; } = [];

    /// <summary>The rows that were written: id, whether it is new, cells.</summary>
    public List<(string Id, bool Created, string[] Cells)> Written { get; } = [];

    /// <summary>The rows that failed: id if there is one, error, cells.</summary>
    public List<(string Id, string Error, string[] Cells)> Failures { get; } = [];

    /// <summary>The rows that were never tried.</summary>
    public List<string[]> Untried { get; } = [];

    /// <summary>The delimiter itself.</summary>
    public char Delimiter => Delimiters[ColumnDelimiter];

    /// <summary>The line ending itself.</summary>
    public string NewLine => LineEnding == "LF" ? "\n" : "\r\n";

    /// <summary>The delimiters there are.</summary>
    public static IReadOnlyDictionary<string, char> Delimiters { get; } = new Dictionary<string, char>
    {
        ["COMMA"] = ',', ["TAB"] = '\t', ["SEMICOLON"] = ';', ["PIPE"] = '|', ["CARET"] = '^', ["BACKQUOTE"] = '`',
    };

    /// <summary>What a client is told of it.</summary>
    public JsonObject Describe(bool withProgress)
    {
        JsonObject info = new()
        {
            ["id"] = Id,
            ["operation"] = Operation,
            ["object"] = Type.Name,
            ["createdById"] = UserId,
            ["createdDate"] = FieldValue.Text(CreatedAt),
            ["systemModstamp"] = FieldValue.Text(CreatedAt),
            ["state"] = State.ToString(),
            ["concurrencyMode"] = "Parallel",
            ["contentType"] = "CSV",
            ["apiVersion"] = JsonNode.Parse($"{Version}.0"),
            ["contentUrl"] = $"services/data/v{Version}.0/jobs/ingest/{Id}/batches",
            ["lineEnding"] = LineEnding,
            ["columnDelimiter"] = ColumnDelimiter,
        };
        if (Key is not null)
        {
            info["externalIdFieldName"] = Key.Name;
        }

        if (withProgress)
        {
            info["jobType"] = "V2Ingest";
            info["retries"] = 0;
            info["numberRecordsProcessed"] = Written.Count + Failures.Count;
            info["numberRecordsFailed"] = Failures.Count;
            info["totalProcessingTime"] = 0;
            info["apiActiveProcessingTime"] = 0;
            info["apexProcessingTime"] = 0;
        }

        if (Trouble is not null)
        {
            info["errorMessage"] = Trouble;
        }

        return info;
    }

    /// <summary>A result file: the given columns, then those of the job's file.</summary>
    public string Result(string[] columns, IEnumerable<IEnumerable<string>> rows)
    {
        StringBuilder text = new();
        CsvText.Write(text, [.. columns, .. Columns], Delimiter, NewLine);
        foreach (IEnumerable<string> row in rows)
        {
            CsvText.Write(text, row, Delimiter, NewLine);
        }

        return text.ToString();
    }
}
