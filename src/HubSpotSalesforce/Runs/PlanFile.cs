using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Runs;

/// <summary>A plan as a file: one JSON object a line, one line an activity.</summary>
/// <remarks>The names are the ones scripts read, and stay.</remarks>
public static class PlanFile
{
    /// <summary>Returns the line of an activity.</summary>
    public static string Line(PlanLine line)
    {
        JObject json = new()
        {
            ["key"] = line.Key,
            ["kind"] = line.Kind,
            ["target"] = line.Target,
            ["action"] = line.Action,
            ["reason"] = line.Reason,
            ["sentence"] = line.Sentence,
            ["contact"] = line.Contact,
            ["who"] = line.Who,
            ["subject"] = line.Subject,
            ["occurredAt"] = line.OccurredAt.UtcDateTime,
            ["sourceId"] = line.SourceId,
        };
        Add(json, "leftOut", line.LeftOut);
        Add(json, "notes", line.Notes);
        Add(json, "fingerprint", line.Fingerprint);
        Add(json, "payload", line.Payload);
        return json.ToString(Formatting.None);
    }

    /// <summary>Reads a plan file.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.PlanInvalid"/>: the file cannot be read, or a line of it is no plan line.</exception>
    public static async IAsyncEnumerable<PlanLine> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancel)
    {
        using StreamReader file = Open(path);
        int number = 0;
        while (await file.ReadLineAsync(cancel) is { } text)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return Read(path, number, text);
            }
        }
    }

    private static void Add(JObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static void Add(JObject json, string name, string[] values)
    {
        if (values.Length > 0)
        {
            json[name] = new JArray(values.Cast<object>().ToArray());
        }
    }

    private static string KindOf(string kind)
        => ActivityKind.Find(kind)?.Key ?? ActivityFamily.Find(kind)?.Key ?? throw new JsonException("kind is missing or unknown");

    private static StreamReader Open(string path)
    {
        try
        {
            return File.OpenText(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(FaultKind.PlanInvalid, path, $"The plan {path} cannot be read: {refused.Message} Name a file that New-SyncPlan -OutFile (run --plan-only --json) wrote.", refused);
        }
    }

    // The reader's own words name no place in the file, for it sees one line.
    private static string NoJson(int number) => number == 1
        ? "this is no plan: its first line is no JSON object."
        : "this line is no JSON object, or not a whole one.";

    private static PlanLine Read(string path, int number, string text)
    {
        try
        {
            using JsonTextReader reader = new(new StringReader(text)) { MaxDepth = 16, DateParseHandling = DateParseHandling.None };
            JObject json = JObject.Load(reader);
            return new PlanLine
            {
                Key = (string?)json["key"] ?? throw new JsonException("key is missing"),
                Kind = KindOf((string?)json["kind"] ?? ""),
                Target = (string?)json["target"] ?? nameof(Side.Salesforce),    // plans of earlier versions went one way
                Action = (string?)json["action"] ?? throw new JsonException("action is missing"),
                Reason = (string?)json["reason"] ?? "",
                Sentence = (string?)json["sentence"] ?? "",
                Contact = (string?)json["contact"],
                Who = (string?)json["who"],
                Subject = (string?)json["subject"] ?? "",
                OccurredAt = DateTimeOffset.Parse((string?)json["occurredAt"] ?? throw new JsonException("occurredAt is missing"), System.Globalization.CultureInfo.InvariantCulture),
                SourceId = (string?)json["sourceId"] ?? throw new JsonException("sourceId is missing"),
                Fingerprint = (string?)json["fingerprint"],
                Payload = (string?)json["payload"],
            };
        }
        catch (JsonReaderException broken)
        {
            throw new SyncException(FaultKind.PlanInvalid, path, $"{path}({number}): {NoJson(number)} Give a plan that New-SyncPlan -OutFile (run --plan-only --json) wrote.", broken);
        }
        catch (Exception broken) when (broken is JsonException or FormatException or ArgumentException or InvalidCastException)
        {
            throw new SyncException(FaultKind.PlanInvalid, path, $"{path}({number}): this is no line of a plan ({broken.Message}). Make the plan again with New-SyncPlan -OutFile (run --plan-only --json).", broken);
        }
    }
}
