using System.Globalization;

namespace HubSpotSalesforce.Reports;

/// <summary>A headline figure as a page shows it.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Value">Its value.</param>
/// <param name="Arrow">An arrow up or down; empty when nothing changed or nothing can be compared.</param>
/// <param name="Change">How it changed, in words; empty when nothing can be compared.</param>
/// <param name="Note">What it is made of.</param>
internal sealed record HtmlFigure(string Name, string Value, string Arrow, string Change, string Note)
{
    /// <summary>Makes one.</summary>
    public static HtmlFigure Of(ReportFigure figure)
        => new(figure.Name, Text(figure.Value, figure.IsShare), figure.Change switch { > 0 => "▲", < 0 => "▼", _ => "" }, Said(figure), figure.Note);

    /// <summary>A share as people read it.</summary>
    public static string Percent(double share) => share.ToString(Math.Abs(share) is > 0 and < 0.1 ? "0.0%" : "0%", CultureInfo.InvariantCulture);

    private static string Said(ReportFigure figure) => (figure.Change, figure.Before) switch
    {
        (null, 0) when figure.Value > 0 => "none before",
        (null, _) => "",
        (0, _) => "as before",
        ( > 0, _) when figure.IsShare => $"up from {Text(figure.Before, true)}",
        ( < 0, _) when figure.IsShare => $"down from {Text(figure.Before, true)}",
        ( > 0, _) => $"up {Percent(figure.Change.Value)} from {Text(figure.Before, false)}",
        _ => $"down {Percent(-figure.Change.Value)} from {Text(figure.Before, false)}",
    };

    private static string Text(double? value, bool isShare)
        => value is null ? "–" : isShare ? Percent(value.Value) : value.Value.ToString("#,0", CultureInfo.InvariantCulture);
}
