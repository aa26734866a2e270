using System.Diagnostics.CodeAnalysis;
using static HubSpotSalesforce.Simulator.Salesforce.Schema.FieldList;

namespace HubSpotSalesforce.Simulator.Salesforce.Schema;

/// <summary>All object types of the org, with the custom fields its administrators made.</summary>
internal sealed class Catalogue
{
    private readonly Dictionary<string, ObjectType> _byName;
    private readonly Dictionary<string, ObjectType> _byPrefix;
    private readonly HashSet<ObjectType> _hidden = [];

    /// <summary>Creates the catalogue of an org as it comes from the factory.</summary>
    public Catalogue()
    {
        ObjectType[] types =
        [
            SetupObjects.Organization(), SetupObjects.Profile(), SetupObjects.User(), SetupObjects.TaskStatus(), SetupObjects.TaskPriority(),
            SetupObjects.PermissionSet(), SetupObjects.PermissionSetAssignment(), SetupObjects.FieldPermissions(), SetupObjects.CustomField(),
            SetupObjects.Report(), SetupObjects.Folder(),
            CustomerObjects.Account(), CustomerObjects.Contact(), CustomerObjects.Lead(), CustomerObjects.Opportunity(), CustomerObjects.Case(),
            ActivityObjects.Task(), ActivityObjects.Event(), ActivityObjects.EmailMessage(),
        ];
        _byName = types.ToDictionary(type => type.Name, StringComparer.OrdinalIgnoreCase);
        _byPrefix = types.ToDictionary(type => type.Prefix, StringComparer.Ordinal);
    }

    /// <summary>The object that a polymorphic relationship leads to: what contacts, leads, users and the rest have in common.</summary>
    public ObjectType Name { get; } = new("Name", "", new FieldList
    {
        Id, Text("Type", 40), Text("Name", 255), Text("FirstName", 40), Text("LastName", 80), Text("Email", 128), Text("Phone", 40),
        Text("Title", 128), Text("Alias", 8), Text("Username", 80), Flag("IsActive"),
    });

    /// <summary>All types, those of the Tooling API too.</summary>
    public IEnumerable<ObjectType> Types => _byName.Values.Where(type => !_hidden.Contains(type));

    /// <summary>The type of this name; throws when there is none.</summary>
    public ObjectType this[string name] => _byName[name];

    /// <summary>The type of this name.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public ObjectType Require(string name) => TryGet(name, out ObjectType? type) ? type : throw new InvalidDataException($"There is no object type {name}.");

    /// <summary>Looks a type up by its name in any case.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out ObjectType? type)
    {
        type = _byName.GetValueOrDefault(name);
        return type is not null && !_hidden.Contains(type);
    }

    /// <summary>Takes a type out of the org, as if the feature that brings it were off, or puts it back.</summary>
    public void Show(string name, bool isThere) => _ = isThere ? _hidden.Remove(this[name]) : _hidden.Add(this[name]);

    /// <summary>The type whose ids begin as this one does, or null.</summary>
    public ObjectType? OfId(string id) => id.Length >= 3 ? _byPrefix.GetValueOrDefault(id[..3]) : null;

    /// <summary>
    /// The types that share the custom fields of this one. Those of Task and Event are defined on Activity and appear on both:
    /// [ObjRef-Task], read 2026-11-21.
    /// </summary>
    public IReadOnlyList<ObjectType> Bearers(string definedOn)
        => definedOn == "Activity" ? [this["Task"], this["Event"]] : TryGet(definedOn, out ObjectType? type) && !type.Tooling ? [type] : [];

    /// <summary>The type with which this one shares its custom fields, or null.</summary>
    public ObjectType? Twin(ObjectType type) => type.Name switch
    {
        "Task" => this["Event"],
        "Event" => this["Task"],
        _ => null,
    };
}
