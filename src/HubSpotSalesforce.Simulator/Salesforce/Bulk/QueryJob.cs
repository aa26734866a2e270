using System.Text;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Bulk;

/// <summary>A query whose rows are handed out as files.</summary>
/// <remarks>[BulkDoc], Create a Query Job and Get Results for a Query Job, read 2026-11-21.</remarks>
internal sealed class QueryJob
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary><c>query</c> or <c>queryAll</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The name of the type it reads.</summary>
    public required string Type { get; init; }

    /// <summary>What separates cells, by the API's name for it.</summary>
    public required string ColumnDelimiter { get; init; }

    /// <summary><c>LF</c> or <c>CRLF</c>.</summary>
    public required string LineEnding { get; init; }

    /// <summary>Who made it.</summary>
    public required string UserId { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The API version it was made with, and its results are asked for with.</summary>
    public required int Version { get; init; }

    /// <summary>How long it takes.</summary>
    public required JobProgress Progress { get; init; }

    /// <summary>Whether it ends Failed; nothing says why.</summary>
    public required bool Fails { get; init; }

    /// <summary>The names of the columns.</summary>
    public required string[] Columns { get; init; }

    /// <summary>The cells of each row, as they were when the job was made.</summary>
    public required IReadOnlyList<string[]> Rows { get; init; }

    /// <summary>Where it stands, as clients are told.</summary>
    public IngestState State { get; set; } = IngestState.UploadComplete;

    /// <summary>What a client is told of it.</summary>
    public JsonObject Describe(bool withProgress)
    {
        JsonObject told = new()
        {
            ["id"] = Id,
            ["operation"] = Operation,
            ["object"] = Type,
            ["createdById"] = UserId,
            ["createdDate"] = FieldValue.Text(CreatedAt),
            ["systemModstamp"] = FieldValue.Text(CreatedAt),
            ["state"] = State.ToString(),
            ["concurrencyMode"] = "Parallel",
            ["contentType"] = "CSV",
            ["apiVersion"] = JsonNode.Parse($"{Version}.0"),
            ["lineEnding"] = LineEnding,
            ["columnDelimiter"] = ColumnDelimiter,
        };
        if (withProgress)
        {
            told["jobType"] = "V2Query";
            told["retries"] = 0;
            told["numberRecordsProcessed"] = State == IngestState.JobComplete ? Rows.Count : 0;
            told["totalProcessingTime"] = 0;
        }

        return told;
    }

    /// <summary>A file of some of the rows, with the names of the columns.</summary>
    public string File(int from, int count)
    {
        (char delimiter, string newLine) = (IngestJob.Delimiters[ColumnDelimiter], LineEnding == "LF" ? "\n" : "\r\n");
        StringBuilder text = new();
        CsvText.Write(text, Columns, delimiter, newLine);
        foreach (string[] row in Rows.Skip(from).Take(count))
        {
            CsvText.Write(text, row, delimiter, newLine);
        }

        return text.ToString();
    }
}
