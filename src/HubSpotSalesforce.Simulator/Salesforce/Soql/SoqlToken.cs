namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>A piece of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says: for quoted text without the quotes.</param>
/// <param name="Position">Where it begins, from 0.</param>
internal sealed record SoqlToken(SoqlTokenKind Kind, string Text, int Position)
{
    /// <summary>Whether it is this keyword, in any case.</summary>
    public bool Is(string word) => Kind == SoqlTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is this symbol.</summary>
    public bool IsSymbol(string symbol) => Kind == SoqlTokenKind.Symbol && Text == symbol;
}
