using System.Text;

namespace HubSpotSalesforce.Simulator.Salesforce.Bulk;

/// <summary>Files of comma-separated values, or values separated by another sign, as jobs take and give them.</summary>
/// <remarks>[BulkDoc], Valid CSV Record Rows, read 2026-11-21.</remarks>
internal sealed class CsvText
{
    private readonly string _text;
    private readonly char _delimiter;
    private readonly string _lineEnding;
    private int _position;

    /// <summary>Creates a reader of a file.</summary>
    public CsvText(string text, char delimiter, string lineEnding)
    {
        _text = text;
        _delimiter = delimiter;
        _lineEnding = lineEnding;
    }

    /// <summary>Reads row by row. Ends with an exception where the file cannot be read any further: the rows before stand.</summary>
    /// <exception cref="InvalidDataException">A line ends otherwise than the job says, or a quote is never closed.</exception>
    public IEnumerable<CsvRow> Rows()
    {
        while (_position < _text.Length)
        {
            List<string> cells = [];
            string? error = null;
            do
            {
                cells.Add(Cell(ref error));
            }
            while (TakeDelimiter());

            TakeLineEnding();
            yield return new CsvRow([.. cells], error);
        }
    }

    /// <summary>A row as results have it: every cell in quotes.</summary>
    public static void Write(StringBuilder text, IEnumerable<string> cells, char delimiter, string lineEnding)
        => text.AppendJoin(delimiter, cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append(lineEnding);

    private string Cell(ref string? error)
    {
        int start = _position;
        string cell = _position < _text.Length && _text[_position] == '"' ? Quoted() : "";
        int rest = _position;
        while (_position < _text.Length && _text[_position] != _delimiter && _text[_position] is not ('\n' or '\r'))
        {
            _position++;
        }

        // Nothing may stand beside a quoted value, not even a blank.
        string plain = _text[rest.._position];
        bool quoted = rest > start;
        if ((quoted && plain.Length > 0) || (!quoted && plain.Contains('"', StringComparison.Ordinal)))
        {
            error ??= $"INVALID_CSV:unexpected character beside a quote: {plain.Trim()}:--";
        }

        return quoted ? cell : plain;
    }

    private string Quoted()
    {
        StringBuilder cell = new();
        for (_position++; _position < _text.Length; _position++)
        {
            if (_text[_position] != '"')
            {
                cell.Append(_text[_position]);
            }
            else if (_position + 1 < _text.Length && _text[_position + 1] == '"')
            {
                cell.Append('"');
                _position++;
            }
            else
            {
                _position++;
                return cell.ToString();
            }
        }

        throw new InvalidDataException("ClientInputError : Failed to read the file: a quote is never closed");
    }

    private bool TakeDelimiter()
    {
        bool more = _position < _text.Length && _text[_position] == _delimiter;
        _position += more ? 1 : 0;
        return more;
    }

    private void TakeLineEnding()
    {
        if (_position == _text.Length)
        {
            return;
        }

        if (string.CompareOrdinal(_text, _position, _lineEnding, 0, _lineEnding.Length) != 0)
        {
            throw new InvalidDataException(
                $"ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is {(_lineEnding == "\n" ? "LF" : "CRLF")}");
        }

        _position += _lineEnding.Length;
    }
}
