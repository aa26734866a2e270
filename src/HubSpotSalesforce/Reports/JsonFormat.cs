using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace HubSpotSalesforce.Reports;

/// <summary>A report as JSON: its rows as they are, for programs, and its figures.</summary>
internal sealed class JsonFormat : IReportFormat
{
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        ContractResolver = new CamelCasePropertyNamesContractResolver(),
        DateFormatString = "yyyy-MM-ddTHH:mm:ssK",
    });

    private readonly JsonTextWriter _json;

    /// <summary>Begins a file.</summary>
    public JsonFormat(Stream stream)
    {
        _json = new JsonTextWriter(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true));
        _json.WriteStartObject();
        _json.WritePropertyName("activities");
        _json.WriteStartArray();
    }

    /// <inheritdoc/>
    public void Add(ReportRow row)
    {
        _json.WriteWhitespace("\n");
        Serializer.Serialize(_json, row);
    }

    /// <inheritdoc/>
    public void Complete(ReportSummary summary)
    {
        _json.WriteEndArray();
        _json.WriteWhitespace("\n");
        _json.WritePropertyName("summary");
        Serializer.Serialize(_json, summary);
        _json.WriteEndObject();
        _json.WriteWhitespace("\n");
        _json.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)_json).Dispose();
}
