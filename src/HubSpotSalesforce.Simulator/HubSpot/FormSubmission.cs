using System.Text;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>One submission of a form.</summary>
/// <param name="Id">The <c>conversionId</c>.</param>
/// <param name="At">When it was submitted, in epoch milliseconds.</param>
/// <param name="FormId">The form.</param>
/// <param name="Json">The row as its file has it: with <c>formId</c>, which the API leaves out.</param>
internal sealed record FormSubmission(string Id, long At, string FormId, byte[] Json) : ITimedRow
{
    /// <inheritdoc/>
    public string Key => Id;

    /// <summary>Reads a row of <c>form_submissions.jsonl</c>.</summary>
    public static FormSubmission Read(JsonObject row)
        => new(
            RowValue.RequiredText(row, "conversionId"),
            RowValue.RequiredNumber(row, "submittedAt"),
            RowValue.RequiredText(row, "formId"),
            Encoding.UTF8.GetBytes(row.ToJsonString()));
}
