using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>What workflows of the portal do to CRM records that a client or a person saved.</summary>
/// <remarks>Thread-safe. None of it is logged as a write, and the answer to the write does not tell it.</remarks>
public sealed class Workflows
{
    private readonly HubSpotPortal _portal;
    private IReadOnlyList<FieldTouch> _touches = [];

    /// <summary>Creates workflows that do nothing.</summary>
    internal Workflows(HubSpotPortal portal) => _portal = portal;

    /// <summary>Lets them change every record that is saved from now on; none takes them away.</summary>
    /// <exception cref="ArgumentException">There is no such type or property.</exception>
    public void Set(params IReadOnlyList<FieldTouch> touches)
    {
        lock (_portal.Gate)
        {
            foreach (FieldTouch touch in touches)
            {
                CrmObjectType type = CrmObjectType.Find(touch.Type) ?? throw new ArgumentException($"A portal holds no '{touch.Type}'.");
                string? unknown = touch.Set.Keys.Concat(touch.Append.Keys).FirstOrDefault(name => !_portal.Table(type).Definitions.ContainsKey(name));
                if (unknown is not null)
                {
                    throw new ArgumentException($"{touch.Type} have no property {unknown}.");
                }
            }

            _touches = touches;
        }
    }

    /// <summary>Lets them follow a record that was saved.</summary>
    internal void Follow(CrmRecord record)
    {
        foreach (FieldTouch touch in _touches.Where(touch => CrmObjectType.Find(touch.Type) == record.Type))
        {
            CrmRecord now = _portal.Table(record.Type).Find(record.Id)!;
            Dictionary<string, JsonNode?> changes = touch.Changes(now.Value);
            if (changes.Count > 0)
            {
                _portal.Write(now.Change(
                    changes.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.ToString())), _portal.Now, "AUTOMATION_PLATFORM"));
            }
        }
    }
}
