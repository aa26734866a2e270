using System.Globalization;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>What a literal means for a field.</summary>
internal static class SoqlLiteral
{
    /// <summary>The value of a literal that is compared to a field; empty text is null.</summary>
    /// <exception cref="Endpoints.ApiFault">The literal is not of the field's type.</exception>
    public static object? Value(string soql, Field field, SoqlToken literal)
    {
        if (literal.Is("NULL"))
        {
            return null;
        }

        object? value = (field.Type, literal.Kind) switch
        {
            (FieldType.Boolean, SoqlTokenKind.Word) => literal.Is("TRUE"),
            (FieldType.Int or FieldType.Double, SoqlTokenKind.Number) => double.Parse(literal.Text, CultureInfo.InvariantCulture),
            (FieldType.Date, SoqlTokenKind.Date) => FieldValue.Day(literal.Text),
            (FieldType.Datetime, SoqlTokenKind.Datetime) => FieldValue.Instant(literal.Text),
            (_, SoqlTokenKind.Text) when field.IsText => literal.Text,
            _ => throw Mismatch(soql, field, literal),
        };

        return value switch
        {
            null => throw SoqlFault.Malformed($"unexpected token: '{literal.Text}'"),    // a day that is not in the calendar
            "" => null,
            string id when field.IsId => RecordId.Normalise(id) ?? throw SoqlFault.Operator(soql, literal.Position, $"invalid ID field: {id}"),
            _ => value,
        };
    }

    private static Endpoints.ApiFault Mismatch(string soql, Field field, SoqlToken literal)
    {
        string type = field.Type switch
        {
            FieldType.Boolean => "boolean and should not be enclosed in quotes",
            FieldType.Int or FieldType.Double => "double and should not be enclosed in quotes",
            FieldType.Date => "date and should not be enclosed in quotes",
            FieldType.Datetime => "dateTime and should not be enclosed in quotes",
            _ => "string and should be enclosed in quotes",
        };
        return SoqlFault.Field(soql, literal.Position, $"value of filter criterion for field '{field.Name}' must be of type {type}");
    }
}
