using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Access;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Writing;

/// <summary>Whether a client may write a field, and whether the field takes the value.</summary>
/// <remarks>Codes by [SOAP-Types], SOAP API Developer Guide v67, Core Data Types, read 2026-11-21.</remarks>
internal static class FieldChecks
{
    private static readonly HashSet<string> AuditFields = ["CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById"];

    /// <summary>Whether a field may be set on insert by those who may set audit fields: [Help-Audit], read 2026-11-21.</summary>
    public static bool IsAudit(Field field) => AuditFields.Contains(field.Name);

    /// <summary>The field of this name, which the user sees.</summary>
    /// <exception cref="RowRefusal">There is none.</exception>
    public static Field Named(ObjectType type, string name, UserView user)
        => user.TryGet(type, name, out Field? field)
            ? field
            : throw new RowRefusal("INVALID_FIELD", $"No such column '{name}' on sobject of type {type.Name}", name);

    /// <summary>Refuses a field that the client may not write.</summary>
    /// <exception cref="RowRefusal">It is the server's, or read-only for this operation or user.</exception>
    public static void Writable(ObjectType type, Field field, UserView user, bool creating, bool setsAudit)
    {
        bool allowed = creating ? field.Createable || (setsAudit && IsAudit(field)) : field.Updateable;
        if (!allowed || !user.Edits(type, field))
        {
            throw new RowRefusal(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                $"Unable to create/update fields: {field.Name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.",
                field.Name);
        }
    }

    /// <summary>Reads the value a client sent and holds it against the field's bounds.</summary>
    /// <exception cref="RowRefusal">The field does not take it.</exception>
    public static object? Value(Field field, JsonNode? node, Catalogue catalogue)
    {
        object? value = FieldValue.FromJson(field, node);
        return value switch
        {
            null => null,
            string text when field.IsId => Id(field, text, catalogue),
            string text => Text(field, text),
            long number when field.Length > 0 && Math.Abs(number) >= (long)Math.Pow(10, field.Length)
                => throw new RowRefusal("NUMBER_OUTSIDE_VALID_RANGE", $"{field.Label}: value outside of valid range on numeric field: {number}", field.Name),
            _ => value,
        };
    }

    /// <summary>The refusal of a record that lacks fields.</summary>
    public static RowRefusal Missing(params string[] fields)
        => new("REQUIRED_FIELD_MISSING", $"Required fields are missing: [{string.Join(", ", fields)}]", fields);

    private static string Text(Field field, string text)
    {
        if (field.Length > 0 && text.Length > field.Length)
        {
            string start = text.Length > 80 ? text[..80] : text;
            throw new RowRefusal("STRING_TOO_LONG", $"{field.Label}: data value too large: {start} (max length={field.Length})", field.Name);
        }

        // Only restricted picklists bind: [FieldRef] v67, read 2026-11-21.
        if (field.Restricted && !field.Values.Any(value => value.Settable && value.Value == text))
        {
            throw new RowRefusal(
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"{field.Label}: bad value for restricted picklist field: {text}", field.Name);
        }

        return field.Type == FieldType.Email && !IsEmail(text)
            ? throw new RowRefusal("INVALID_EMAIL_ADDRESS", $"{field.Label}: invalid email address: {text}", field.Name)
            : text;
    }

    private static string Id(Field field, string text, Catalogue catalogue)
    {
        if (RecordId.Normalise(text) is not { } id)
        {
            throw new RowRefusal("MALFORMED_ID", $"{field.Label}: id value of incorrect type: {text}", field.Name);
        }

        return catalogue.OfId(id) is { } type && field.ReferenceTo.Contains(type.Name)
            ? id
            : throw new RowRefusal("MALFORMED_ID", $"{field.Label}: id value of incorrect type: {text}", field.Name);
    }

    private static bool IsEmail(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);
    }
}
