using System.Net;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>What a browser's tokenizer finds in a page: its tags with their attributes, and the texts between.</summary>
/// <remarks>"HTML Living Standard", 13.2.5 Tokenization, as far as a page of ours goes: raw text in script, style and title.</remarks>
internal sealed class HtmlScan
{
    private static readonly string[] Raw = ["script", "style", "title", "textarea"];

    private readonly string _html;
    private int _at;

    /// <summary>Scans a page.</summary>
    public HtmlScan(string html)
    {
        _html = html;
        while (_at < html.Length)
        {
            Step();
        }
    }

    /// <summary>The start tags, in order; attribute names in lower case, values decoded.</summary>
    public List<(string Name, Dictionary<string, string> Attributes)> Tags { get; } = [];

    /// <summary>The end tags, in order.</summary>
    public List<string> Ends { get; } = [];

    /// <summary>The texts, decoded, each with the tag that stands before it; raw ones as they are.</summary>
    public List<(string After, string Text)> Texts { get; } = [];

    /// <summary>How many comments and declarations there are.</summary>
    public int Declarations { get; private set; }

    private void Step()
    {
        int open = _html.IndexOf('<', _at);
        while (open >= 0 && open + 1 < _html.Length && !char.IsAsciiLetter(_html[open + 1]) && _html[open + 1] is not ('/' or '!' or '?'))
        {
            open = _html.IndexOf('<', open + 1);
        }

        int end = open < 0 || open + 1 == _html.Length ? _html.Length : open;
        if (end > _at)
        {
            Texts.Add((Tags.Count == 0 ? "" : Tags[^1].Name, WebUtility.HtmlDecode(_html[_at..end])));
        }

        _at = end;
        if (end == _html.Length)
        {
            return;
        }

        if (_html[_at + 1] is '!' or '?')
        {
            string closing = string.CompareOrdinal(_html, _at, "<!--", 0, 4) == 0 ? "-->" : ">";
            int closed = _html.IndexOf(closing, _at, StringComparison.Ordinal);
            Declarations++;
            _at = closed < 0 ? _html.Length : closed + closing.Length;
            return;
        }

        Tag();
    }

    private void Tag()
    {
        bool isEnd = _html[_at + 1] == '/';
        _at += isEnd ? 2 : 1;
        string name = Until(letter => char.IsWhiteSpace(letter) || letter is '/' or '>').ToLowerInvariant();
        Dictionary<string, string> attributes = [];
        while (_at < _html.Length && _html[_at] != '>')
        {
            if (char.IsWhiteSpace(_html[_at]) || _html[_at] == '/')
            {
                _at++;
                continue;
            }

            int start = _at++;    // an equals sign that stands first is part of the name
            string key = (_html[start] + Until(letter => char.IsWhiteSpace(letter) || letter is '=' or '>' or '/')).ToLowerInvariant();
            attributes.TryAdd(key, _at < _html.Length && _html[_at] == '=' ? Value() : "");
        }

        _at++;
        if (isEnd)
        {
            Ends.Add(name);
            return;
        }

        Tags.Add((name, attributes));
        if (Raw.Contains(name))
        {
            int end = _html.IndexOf("</" + name, _at, StringComparison.OrdinalIgnoreCase);
            end = end < 0 ? _html.Length : end;
            Texts.Add((name, _html[_at..end]));
            _at = end;
        }
    }

    private string Value()
    {
        _at++;
        if (_at < _html.Length && _html[_at] is '"' or '\'')
        {
            char quote = _html[_at++];
            string value = Until(letter => letter == quote);
            _at++;
            return WebUtility.HtmlDecode(value);
        }

        return WebUtility.HtmlDecode(Until(letter => char.IsWhiteSpace(letter) || letter == '>'));
    }

    private string Until(Func<char, bool> isEnd)
    {
        int start = _at;
        while (_at < _html.Length && !isEnd(_html[_at]))
        {
            _at++;
        }

        return _html[start..Math.Min(_at, _html.Length)];
    }
}
