using System.Globalization;

namespace HubSpotSalesforce.Reports;

/// <summary>A cell of a table in a page.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Sort">By what it sorts, when not by its text; null for its text.</param>
/// <param name="Class">How it stands: <c>number</c>, <c>short</c> for what is never broken, <c>long</c> for whole sentences; empty for the rest.</param>
/// <param name="Href">Where it leads; null for nowhere.</param>
internal sealed record HtmlCell(string Text, string? Sort = null, string Class = "", string? Href = null)
{
    private const int MaxText = 300;

    /// <summary>A text from outside.</summary>
    public static HtmlCell Of(string? text) => new(InertText.Of(text, MaxText));

    /// <summary>A sentence from outside.</summary>
    public static HtmlCell Long(string? text) => Of(text) with { Class = "long" };

    /// <summary>A text from outside that leads to a page; only an address of http is one.</summary>
    public static HtmlCell Link(string? text, string? url)
        => new(InertText.Of(text, MaxText) is { Length: > 0 } shown ? shown : "(empty)", Href: Uri.TryCreate(url, UriKind.Absolute, out Uri? page) && page.Scheme is "https" or "http" ? page.AbsoluteUri : null);

    /// <summary>A count.</summary>
    public static HtmlCell Of(int count) => new(count.ToString("#,0", CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture), Class: "number");

    /// <summary>A share of one count in another; empty for a share of nothing.</summary>
    public static HtmlCell Share(int part, int whole) => whole == 0 ? new("–", "", Class: "number") : new(HtmlFigure.Percent((double)part / whole), ((double)part / whole).ToString("0.######", CultureInfo.InvariantCulture), Class: "number");

    /// <summary>A day; empty when there is none.</summary>
    public static HtmlCell Of(DateOnly? day) => new(day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", Class: "short");

    /// <summary>A moment in UTC.</summary>
    public static HtmlCell Of(DateTimeOffset at) => new(at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Class: "short");
}
