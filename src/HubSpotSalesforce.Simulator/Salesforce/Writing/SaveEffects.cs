using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Writing;

/// <summary>What the org does by itself with a record that was saved: tasks of emails, and automations. None of it is logged as a write.</summary>
internal sealed class SaveEffects(RecordStore store)
{
    /// <summary>What happens to emails.</summary>
    public EnhancedEmail Email { get; } = new(store);

    /// <summary>The automations, in order.</summary>
    public IReadOnlyList<FieldTouch> Touches { get; set; } = [];

    /// <summary>Follows a record that was created or changed.</summary>
    /// <param name="row">The record as it is now.</param>
    /// <param name="userId">Who saved it: automations run as that user.</param>
    /// <param name="isNew">Whether it was created.</param>
    public void Follow(Row row, string userId, bool isNew)
    {
        if (row.Type.Name == "EmailMessage")
        {
            Email.Follow(row, userId, isNew);
        }

        foreach (FieldTouch touch in Touches.Where(touch => touch.Type == row.Type.Name))
        {
            Touch(row, touch, userId);
        }
    }

    private void Touch(Row row, FieldTouch touch, string userId)
    {
        Dictionary<string, JsonNode?> changes = touch.Changes(name => FieldValue.ToJson(row[name])?.ToString());
        if (changes.Count == 0)
        {
            return;
        }

        Row draft = row.Copy();
        foreach ((string name, JsonNode? value) in changes)
        {
            Field field = row.Type[name];
            draft[field] = FieldValue.FromJson(field, value);
        }

        ServerFields.StampModified(draft, userId, store.Now);
        ServerFields.Derive(draft, row, store, store.Now);
        store.Replace(row, draft);
    }
}
