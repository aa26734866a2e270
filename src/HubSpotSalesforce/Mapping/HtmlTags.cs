namespace HubSpotSalesforce.Mapping;

/// <summary>Walks over the tags of a piece of HTML, in the order in which they stand, and gives the text between them.</summary>
/// <remarks>
/// Tags are recognised as browsers do it ("HTML Living Standard", 13.2.5 Tokenization, read 2026-11-21), and comments and declarations passed over.
/// A tree is not built: the parsers that build one recurse or take quadratic time where a body nests tens of thousands deep.
/// </remarks>
internal sealed class HtmlTags
{
    private readonly string _html;
    private readonly HashSet<string> _neverClosed = new(StringComparer.OrdinalIgnoreCase);
    private int _at;

    public HtmlTags(string html) => _html = html;

    /// <summary>The text before the tag, entities not resolved yet; after the last tag the text to the end.</summary>
    public string TextBefore { get; private set; } = "";

    /// <summary>The tag's name in lower case.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whether it is an end tag.</summary>
    public bool IsEnd { get; private set; }

    /// <summary>Goes to the next tag; false when there is none.</summary>
    public bool Read()
    {
        int from = _at;
        while (_at < _html.Length && _html.IndexOf('<', _at) is >= 0 and int open)
        {
            IsEnd = open + 1 < _html.Length && _html[open + 1] == '/';
            int name = open + (IsEnd ? 2 : 1);
            if (name < _html.Length && char.IsAsciiLetter(_html[name]))
            {
                TextBefore = _html[from..open];
                int end = name;
                while (end < _html.Length && !char.IsWhiteSpace(_html[end]) && _html[end] is not ('/' or '>'))
                {
                    end++;
                }

                Name = _html[name..end].ToLowerInvariant();
                _at = AfterTag(end);
                return true;
            }

            if (name < _html.Length && (IsEnd || _html[name] is '!' or '?'))
            {
                TextBefore = _html[from..open];
                (Name, IsEnd, _at) = ("!", false, AfterDeclaration(open));
                return true;
            }

            _at = open + 1;    // a plain "less than"
        }

        TextBefore = _html[from..];
        _at = _html.Length;
        return false;
    }

    /// <summary>Passes over everything up to the end tag of this name; without one, over the rest of a script or style and over nothing else.</summary>
    public void SkipTo(string name)
    {
        int end = _neverClosed.Contains(name) ? -1 : _html.IndexOf("</" + name, _at, StringComparison.OrdinalIgnoreCase);
        if (end >= 0)
        {
            _at = end;
        }
        else if (name is "script" or "style")
        {
            _at = _html.Length;
        }
        else
        {
            _neverClosed.Add(name);
        }
    }

    // A ">" in quotes is part of a value; quotes that are never closed are letters like others.
    private int AfterTag(int at)
    {
        for (; at < _html.Length && _html[at] != '>'; at++)
        {
            if (_html[at] is '"' or '\'' && _html[at - 1] == '=' && _html.IndexOf(_html[at], at + 1) is >= 0 and int closing)
            {
                at = closing;
            }
        }

        return Math.Min(at + 1, _html.Length);
    }

    private int AfterDeclaration(int open)
    {
        bool isComment = string.CompareOrdinal(_html, open, "<!--", 0, 4) == 0;
        string closing = isComment ? "-->" : ">";
        int end = _html.IndexOf(closing, Math.Min(open + 2, _html.Length), StringComparison.Ordinal);
        return end < 0 ? _html.Length : end + closing.Length;
    }
}
