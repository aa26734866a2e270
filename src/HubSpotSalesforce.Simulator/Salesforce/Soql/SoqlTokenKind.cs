namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>What a piece of a query is.</summary>
internal enum SoqlTokenKind
{
    /// <summary>A keyword, or a name with its dots.</summary>
    Word,

    /// <summary>Text in quotes, its escapes resolved.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day.</summary>
    Date,

    /// <summary>An instant.</summary>
    Datetime,

    /// <summary>A comma, a parenthesis or an operator.</summary>
    Symbol,

    /// <summary>The end of the query.</summary>
    End,
}
