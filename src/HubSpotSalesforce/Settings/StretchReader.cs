namespace HubSpotSalesforce.Settings;

/// <summary>A text that ends when too much of it was asked for at a stretch: the package reads a comment or a quoted text to its end, however long.</summary>
/// <param name="text">The text.</param>
internal sealed class StretchReader(string text) : TextReader
{
    /// <summary>The most characters at a stretch: four times the longest value.</summary>
    public const int Longest = 256 * 1024;

    private int _place;
    private int _end = Longest;

    /// <summary>Whether it ended before the text did.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Begins another stretch.</summary>
    public void Renew() => _end = _place + Longest;

    /// <inheritdoc/>
    public override int Peek() => _place < text.Length && _place < _end ? text[_place] : -1;

    /// <inheritdoc/>
    public override int Read()
    {
        int sign = Peek();
        IsSpent |= sign < 0 && _place < text.Length;
        _place += sign < 0 ? 0 : 1;
        return sign;
    }
}
