using System.Globalization;
using HubSpotSalesforce.Simulator.Salesforce.Endpoints;

namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>Reads a query: the part of SOQL that this org takes, and a clear error for the rest.</summary>
/// <remarks>Bounds by [SOQL], SOQL and SOSL Reference, release 258, read 2026-11-21.</remarks>
internal sealed class SoqlParser
{
    private const int LongestQuery = 100_000;
    private const int FurthestOffset = 2_000;

    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase) { "COUNT", "MIN", "MAX" };

    private static readonly HashSet<string> ClauseWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET",
    };

    private readonly string _soql;
    private readonly List<SoqlToken> _tokens;
    private int _place;

    private SoqlParser(string soql)
    {
        _soql = soql;
        _tokens = SoqlTokenizer.Split(soql);
    }

    private SoqlToken Here => _tokens[_place];

    /// <summary>Reads a query.</summary>
    /// <exception cref="ApiFault">It is not one this org takes.</exception>
    public static SoqlQuery Parse(string soql)
        => soql.Length <= LongestQuery
            ? new SoqlParser(soql).Query()
            : throw SoqlFault.Malformed($"SOQL statements cannot be longer than {LongestQuery} characters.");

    private SoqlQuery Query()
    {
        Expect("SELECT");
        List<SoqlOperand> select = List(SelectItem);
        Expect("FROM");
        SoqlToken from = Name();
        SoqlCondition? where = Take("WHERE") ? Condition() : null;
        List<SoqlOperand> groupBy = TakeBoth("GROUP", "BY") ? List(Operand) : [];
        SoqlCondition? having = Take("HAVING") ? Condition() : null;
        List<SoqlOrder> orderBy = TakeBoth("ORDER", "BY") ? List(Order) : [];
        int? limit = Take("LIMIT") ? Whole() : null;
        int offset = Take("OFFSET") ? Whole() : 0;
        if (Here.Kind != SoqlTokenKind.End)
        {
            throw SoqlFault.Unexpected(_soql, Here);
        }

        return offset <= FurthestOffset
            ? new SoqlQuery(_soql, select, from, where, groupBy, having, orderBy, limit, offset)
            : throw new ApiFault(400, "NUMBER_OUTSIDE_VALID_RANGE", $"Maximum SOQL offset allowed is {FurthestOffset}");
    }

    private SoqlOperand SelectItem()
    {
        if (Here.IsSymbol("("))
        {
            throw SoqlFault.Malformed("sub-selects are not simulated");
        }

        if (Here.Is("TYPEOF") || Here.Is("FIELDS"))
        {
            throw SoqlFault.Malformed($"{Here.Text.ToUpperInvariant()} is not simulated");
        }

        SoqlOperand item = Operand();
        bool aliased = item.Function is not null && Here.Kind == SoqlTokenKind.Word && !ClauseWords.Contains(Here.Text);
        return aliased ? item with { Alias = Name().Text } : item;
    }

    private SoqlOperand Operand()
    {
        SoqlToken name = Name();
        if (!TakeSymbol("("))
        {
            return new SoqlOperand(name);
        }

        if (!Functions.Contains(name.Text))
        {
            throw SoqlFault.Malformed($"function {name.Text} is not simulated");
        }

        if (name.Is("COUNT") && TakeSymbol(")"))
        {
            return new SoqlOperand(name, "COUNT()");
        }

        SoqlToken field = Name();
        ExpectSymbol(")");
        return new SoqlOperand(field, name.Text.ToUpperInvariant());
    }

    private SoqlOrder Order()
    {
        SoqlOperand operand = Operand();
        bool descending = Take("DESC");
        if (!descending)
        {
            Take("ASC");
        }

        bool nullsLast = false;    // [SOQL]: nulls come first unless the query says otherwise, in either direction
        if (Take("NULLS"))
        {
            nullsLast = Take("LAST");
            if (!nullsLast)
            {
                Expect("FIRST");
            }
        }

        return new SoqlOrder(operand, descending, nullsLast);
    }

    // AND and OR do not mix without parentheses, and NOT inside a chain needs its own.
    private SoqlCondition Condition()
    {
        SoqlCondition first = Take("NOT") ? new SoqlCondition.Not(Simple()) : Simple();
        string? joint = Here.Is("AND") ? "AND" : Here.Is("OR") ? "OR" : null;
        if (joint is null)
        {
            return first;
        }

        List<SoqlCondition> parts = [first];
        while (Take(joint))
        {
            parts.Add(Simple());
        }

        return Here.Is("AND") || Here.Is("OR") ? throw SoqlFault.Unexpected(_soql, Here)
            : joint == "AND" ? new SoqlCondition.All(parts) : new SoqlCondition.Any(parts);
    }

    private SoqlCondition Simple()
    {
        if (TakeSymbol("("))
        {
            SoqlCondition inner = Condition();
            ExpectSymbol(")");
            return inner;
        }

        SoqlOperand operand = Operand();
        if (Take("NOT"))
        {
            Expect("IN");
            return new SoqlCondition.Comparison(operand, "NOT IN", Values());
        }

        if (Take("IN"))
        {
            return new SoqlCondition.Comparison(operand, "IN", Values());
        }

        if (Take("LIKE"))
        {
            return new SoqlCondition.Comparison(operand, "LIKE", [Literal()]);
        }

        SoqlToken sign = Next();
        return sign.Kind == SoqlTokenKind.Symbol && sign.Text is not ("(" or ")" or ",")
            ? new SoqlCondition.Comparison(operand, sign.Text == "<>" ? "!=" : sign.Text, [Literal()])
            : throw SoqlFault.Unexpected(_soql, sign);
    }

    private List<SoqlToken> Values()
    {
        ExpectSymbol("(");
        if (Here.Is("SELECT"))
        {
            throw SoqlFault.Malformed("semi-joins are not simulated");
        }

        List<SoqlToken> values = List(Literal);
        ExpectSymbol(")");
        return values;
    }

    private SoqlToken Literal()
    {
        SoqlToken literal = Next();
        return literal switch
        {
            { Kind: SoqlTokenKind.Symbol or SoqlTokenKind.End } => throw SoqlFault.Unexpected(_soql, literal),
            { Kind: SoqlTokenKind.Word } when !literal.Is("TRUE") && !literal.Is("FALSE") && !literal.Is("NULL")
                => throw SoqlFault.Unexpected(_soql, literal),
            _ => literal,
        };
    }

    private List<T> List<T>(Func<T> item)
    {
        List<T> items = [item()];
        while (TakeSymbol(","))
        {
            items.Add(item());
        }

        return items;
    }

    private int Whole()
    {
        SoqlToken number = Next();
        return number.Kind == SoqlTokenKind.Number && int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int whole)
            ? whole : throw SoqlFault.Unexpected(_soql, number);
    }

    private SoqlToken Name() => Next() is { Kind: SoqlTokenKind.Word } name && !ClauseWords.Contains(name.Text)
        ? name : throw SoqlFault.Unexpected(_soql, _tokens[_place - 1]);

    private bool TakeBoth(string first, string second)
    {
        if (!Take(first))
        {
            return false;
        }

        Expect(second);
        return true;
    }

    private bool Take(string word) => Here.Is(word) && Next() is not null;

    private bool TakeSymbol(string symbol) => Here.IsSymbol(symbol) && Next() is not null;

    private void Expect(string word)
    {
        if (!Take(word))
        {
            throw SoqlFault.Unexpected(_soql, Here);
        }
    }

    private void ExpectSymbol(string symbol)
    {
        if (!TakeSymbol(symbol))
        {
            throw SoqlFault.Unexpected(_soql, Here);
        }
    }

    private SoqlToken Next() => Here.Kind == SoqlTokenKind.End ? throw SoqlFault.Unexpected(_soql, Here) : _tokens[_place++];
}
