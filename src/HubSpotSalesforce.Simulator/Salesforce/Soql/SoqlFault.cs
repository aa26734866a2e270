using HubSpotSalesforce.Simulator.Salesforce.Endpoints;

namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>What the platform answers to a query it does not take.</summary>
/// <remarks>Codes by [SOQL], SOQL and SOSL Reference, release 258, read 2026-11-21.</remarks>
internal static class SoqlFault
{
    private const string SeeDescribe = "Please reference your WSDL or the describe call for the appropriate names.";

    /// <summary>The query is not well-formed.</summary>
    public static ApiFault Malformed(string message) => new(400, "MALFORMED_QUERY", message);

    /// <summary>A piece stands where it cannot.</summary>
    public static ApiFault Unexpected(string soql, SoqlToken token)
        => Malformed($"{Marked(soql, token.Position)}unexpected token: '{(token.Kind == SoqlTokenKind.End ? "<EOF>" : token.Text)}'");

    /// <summary>A field is not fit for what the query does with it.</summary>
    public static ApiFault Field(string soql, int position, string message) => new(400, "INVALID_FIELD", Marked(soql, position) + message);

    /// <summary>A field does not exist for the user.</summary>
    public static ApiFault NoColumn(string soql, int position, string name, string type) => Field(
        soql,
        position,
        $"No such column '{name}' on entity '{type}'. If you are attempting to use a custom field, "
            + $"be sure to append the '__c' after the custom field name. {SeeDescribe}");

    /// <summary>A relationship does not exist.</summary>
    public static ApiFault NoRelationship(string soql, int position, string name) => Field(
        soql,
        position,
        $"Didn't understand relationship '{name}' in field path. If you are attempting to use a custom relationship, "
            + $"be sure to append the '__r' after the custom relationship name. {SeeDescribe}");

    /// <summary>An object type does not exist.</summary>
    public static ApiFault Type(string soql, int position, string name) => new(
        400,
        "INVALID_TYPE",
        $"{Marked(soql, position)}sObject type '{name}' is not supported. If you are attempting to use a custom object, "
            + $"be sure to append the '__c' after the entity name. {SeeDescribe}");

    /// <summary>An operator does not fit its field.</summary>
    public static ApiFault Operator(string soql, int position, string message)
        => new(400, "INVALID_QUERY_FILTER_OPERATOR", Marked(soql, position) + message);

    // The platform shows the surroundings of the place, an arrow under it, and where it is.
    private static string Marked(string soql, int position)
    {
        int start = Math.Max(0, position - 30);
        int end = Math.Min(soql.Length, position + 30);
        string around = soql[start..end].ReplaceLineEndings(" ");
        return $"\n{around}\n{new string(' ', position - start)}^\nERROR at Row:1:Column:{position + 1}\n";
    }
}
