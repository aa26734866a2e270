namespace HubSpotSalesforce.Reports;

/// <summary>A section of a page that is a table, or a chart with its figures as one.</summary>
internal sealed record HtmlTable
{
    /// <summary>Its id in the page.</summary>
    public required string Id { get; init; }

    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary><c>wide</c> for the whole width; empty for half of it.</summary>
    public string Size { get; init; } = "";

    /// <summary>What to know about it; empty for nothing.</summary>
    public string Hint { get; init; } = "";

    /// <summary>Its sum in a sentence; empty for none.</summary>
    public string Lead { get; init; } = "";

    /// <summary>What is said in place of no rows.</summary>
    public string None { get; init; } = "";

    /// <summary>What a chart shows, for those who do not see it.</summary>
    public string Label { get; init; } = "";

    /// <summary>The heads; one that begins with # is of numbers.</summary>
    public required string[] Heads { get; init; }

    /// <summary>The rows.</summary>
    public required HtmlRow[] Rows { get; init; }

    /// <summary>The heads as the page takes them.</summary>
    public HtmlHead[] Columns => [.. Heads.Select(head => head.StartsWith('#') ? new HtmlHead(head[1..], true) : new HtmlHead(head, false))];

    /// <summary>Makes rows of cells.</summary>
    public static HtmlRow[] Of<T>(IEnumerable<T> items, Func<T, HtmlCell[]> cells) => [.. items.Select(item => new HtmlRow(cells(item)))];
}

/// <summary>The head of a column.</summary>
internal sealed record HtmlHead(string Name, bool IsNumber);

/// <summary>A row of cells.</summary>
internal sealed record HtmlRow(HtmlCell[] Cells);
