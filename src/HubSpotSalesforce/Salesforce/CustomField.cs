using HubSpotSalesforce.Activities;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>One of the custom fields this product needs on Activity, which Task and Event share.</summary>
/// <param name="Name">The API name.</param>
/// <param name="Label">The label people see.</param>
/// <param name="Type">The describe type: <c>string</c> or <c>datetime</c>.</param>
/// <param name="Length">The length of a text; 0 for other types.</param>
/// <param name="IsKey">Whether it is the unique, case-sensitive external id.</param>
internal sealed record CustomField(string Name, string Label, string Type, int Length, bool IsKey)
{
    /// <summary>All of them, the key first.</summary>
    public static readonly CustomField[] All =
    [
        new(TaskField.Key, "HubSpot Activity Id", "string", ActivityKey.MaxLength, true),
        new(TaskField.OccurredAt, "HubSpot Occurred At", "datetime", 0, false),
        new(TaskField.Kind, "HubSpot Activity Kind", "string", 40, false),
    ];

    /// <summary>The name without the suffix of custom fields, by which the Tooling API knows it.</summary>
    public string DeveloperName => Name[..^"__c".Length];

    /// <summary>The field's definition for the Tooling API.</summary>
    public JObject Metadata
    {
        get
        {
            JObject metadata = new() { ["label"] = Label, ["type"] = Type == "datetime" ? "DateTime" : "Text", ["required"] = false };
            if (Length > 0)
            {
                metadata["length"] = Length;
            }

            if (IsKey)
            {
                metadata["externalId"] = true;
                metadata["unique"] = true;
                metadata["caseSensitive"] = true;
            }

            return metadata;
        }
    }
}
