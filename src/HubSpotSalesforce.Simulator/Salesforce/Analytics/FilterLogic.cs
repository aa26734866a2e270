using System.Globalization;

namespace HubSpotSalesforce.Simulator.Salesforce.Analytics;

/// <summary>How the filters of a report hold together, such as <c>1 AND (2 OR 3)</c>.</summary>
internal sealed class FilterLogic
{
    private readonly string[] _words;
    private readonly int _filters;
    private int _at;

    private FilterLogic(string text, int filters)
    {
        _words = text.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _filters = filters;
    }

    /// <summary>Reads the logic: given what each filter says about a record, it says whether all together hold. Null when it is none.</summary>
    /// <param name="text">The logic; empty for all filters at once.</param>
    /// <param name="filters">How many filters there are: each must be named.</param>
    public static Func<Func<int, bool>, bool>? Read(string? text, int filters)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return holds => Enumerable.Range(0, filters).All(holds);
        }

        FilterLogic logic = new(text, filters);
        Func<Func<int, bool>, bool>? whole = logic.Either();
        bool namesAll = Enumerable.Range(1, filters).All(number => logic._words.Contains(number.ToString(CultureInfo.InvariantCulture)));
        return logic._at == logic._words.Length && namesAll ? whole : null;
    }

    private Func<Func<int, bool>, bool>? Either()
    {
        Func<Func<int, bool>, bool>? left = Both();
        while (left is not null && Take("OR"))
        {
            (Func<Func<int, bool>, bool> first, Func<Func<int, bool>, bool>? second) = (left, Both());
            left = second is null ? null : holds => first(holds) || second(holds);
        }

        return left;
    }

    private Func<Func<int, bool>, bool>? Both()
    {
        Func<Func<int, bool>, bool>? left = One();
        while (left is not null && Take("AND"))
        {
            (Func<Func<int, bool>, bool> first, Func<Func<int, bool>, bool>? second) = (left, One());
            left = second is null ? null : holds => first(holds) && second(holds);
        }

        return left;
    }

    private Func<Func<int, bool>, bool>? One()
    {
        if (Take("NOT"))
        {
            return One() is { } inner ? holds => !inner(holds) : null;
        }

        if (Take("("))
        {
            Func<Func<int, bool>, bool>? inner = Either();
            return Take(")") ? inner : null;
        }

        return _at < _words.Length && int.TryParse(_words[_at], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= _filters
            ? Numbered(number - 1) : null;
    }

    private Func<Func<int, bool>, bool> Numbered(int filter)
    {
        _at++;
        return holds => holds(filter);
    }

    private bool Take(string word)
    {
        bool found = _at < _words.Length && _words[_at].Equals(word, StringComparison.OrdinalIgnoreCase);
        _at += found ? 1 : 0;
        return found;
    }
}
