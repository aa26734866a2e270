using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>Takes a query apart.</summary>
internal sealed partial class SoqlTokenizer
{
    // [SOQL], literals, read 2026-11-21.
    private const int LongestText = 4_000;

    /// <summary>Stands for an escaped percent sign in text, where LIKE must not take it for a wildcard.</summary>
    public const string PlainPercent = "\uE025";

    /// <summary>Stands for an escaped underscore in text, where LIKE must not take it for a wildcard.</summary>
    public const string PlainUnderscore = "\uE05F";

    private readonly string _soql;
    private int _position;

    private SoqlTokenizer(string soql) => _soql = soql;

    /// <summary>The pieces of a query, ended by <see cref="SoqlTokenKind.End"/>.</summary>
    /// <exception cref="Endpoints.ApiFault">A piece is of no known form.</exception>
    public static List<SoqlToken> Split(string soql)
    {
        SoqlTokenizer tokenizer = new(soql);
        List<SoqlToken> tokens = [];
        do
        {
            tokens.Add(tokenizer.Next());
        }
        while (tokens[^1].Kind != SoqlTokenKind.End);

        return tokens;
    }

    private SoqlToken Next()
    {
        while (_position < _soql.Length && char.IsWhiteSpace(_soql[_position]))
        {
            _position++;
        }

        if (_position == _soql.Length)
        {
            return new SoqlToken(SoqlTokenKind.End, "", _position);
        }

        return _soql[_position] == '\''
            ? Quoted()
            : Match(Datetime(), SoqlTokenKind.Datetime) ?? Match(Date(), SoqlTokenKind.Date) ?? Match(Number(), SoqlTokenKind.Number)
                ?? Match(Word(), SoqlTokenKind.Word) ?? Match(Symbol(), SoqlTokenKind.Symbol)
                ?? throw SoqlFault.Malformed($"line 1:{_position} no viable alternative at character '{_soql[_position]}'");
    }

    private SoqlToken? Match(Regex form, SoqlTokenKind kind)
    {
        Match match = form.Match(_soql, _position);
        if (!match.Success)
        {
            return null;
        }

        SoqlToken token = new(kind, match.Value, _position);
        _position += match.Length;
        return token;
    }

    private SoqlToken Quoted()
    {
        int start = _position++;
        StringBuilder text = new();
        while (_position < _soql.Length && _soql[_position] != '\'')
        {
            text.Append(_soql[_position] == '\\' ? Escaped() : _soql[_position].ToString());
            _position++;
        }

        if (_position == _soql.Length)
        {
            throw SoqlFault.Malformed($"line 1:{start} mismatched character '<EOF>' expecting '''");
        }

        _position++;
        return text.Length <= LongestText
            ? new SoqlToken(SoqlTokenKind.Text, text.ToString(), start)
            : throw SoqlFault.Malformed($"string literal at column {start + 1} is longer than {LongestText} characters");
    }

    // [SOQL], quoted string escape sequences, read 2026-11-21.
    private string Escaped()
    {
        char escape = ++_position < _soql.Length ? _soql[_position] : '\0';
        switch (escape)
        {
            case '\\' or '\'' or '"':
                return escape.ToString();
            case '%':
                return PlainPercent;
            case '_':
                return PlainUnderscore;
            case 'n' or 'N':
                return "\n";
            case 'r' or 'R':
                return "\r";
            case 't' or 'T':
                return "\t";
            case 'b' or 'B':
                return "\b";
            case 'f' or 'F':
                return "\f";
            case 'u' when _position + 4 < _soql.Length
                && ushort.TryParse(_soql.AsSpan(_position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit):
                _position += 4;
                return ((char)unit).ToString();
            default:
                throw SoqlFault.Malformed($"line 1:{_position} illegal character escape: '\\{escape}'");
        }
    }

    [GeneratedRegex(@"\G\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})")]
    private static partial Regex Datetime();

    [GeneratedRegex(@"\G\d{4}-\d{2}-\d{2}(?![\w:])")]
    private static partial Regex Date();

    [GeneratedRegex(@"\G[+-]?\d+(\.\d+)?(?![\w-])")]
    private static partial Regex Number();

    [GeneratedRegex(@"\G[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\G(<=|>=|!=|<>|[=<>(),])")]
    private static partial Regex Symbol();
}
