using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Reports;

/// <summary>The charts of a page: what they draw, and the same as tables.</summary>
internal sealed class HtmlCharts
{
    private const int MaxColors = 8;
    private const int MaxBars = 10;
    private const int MaxFunnels = 6;
    private const int MaxName = 80;
    private static readonly string[] Steps = ["Sent", "Opened", "Clicked", "Replied"];

    private readonly ReportSummary _summary;
    private readonly HtmlScale _scale;
    private readonly DateOnly[] _bars;
    private readonly (DateOnly Start, string Kind, int Rank, int Count)[] _days;
    private readonly string[] _kinds;

    /// <summary>Creates the charts of a summary.</summary>
    public HtmlCharts(ReportSummary summary)
    {
        _summary = summary;
        DateOnly first = summary.From ?? summary.Days.FirstOrDefault()?.Date ?? default;
        DateOnly last = summary.To ?? summary.Days.LastOrDefault()?.Date ?? default;
        _scale = HtmlScale.For(first, last);
        _bars = [.. _scale.Bars(first, last)];

        // So many colours can be told apart; the rest shares the last one.
        string[] kinds = [.. summary.Kinds.Select(group => KindLabels.Of(group.Name))];
        _kinds = kinds.Length <= MaxColors ? kinds : [.. kinds[..(MaxColors - 1)], "Other kinds"];
        _days =
        [
            .. summary.Days.Select(day => (Start: _scale.Start(day.Date), Rank: Math.Min(Array.IndexOf(kinds, KindLabels.Of(day.Kind)), _kinds.Length - 1), day.Activities))
                .GroupBy(day => (day.Start, day.Rank))
                .Select(group => (group.Key.Start, _kinds[group.Key.Rank], group.Key.Rank, group.Sum(day => day.Activities))),
        ];
    }

    /// <summary>What the charts draw, as JSON that can stand in a script element.</summary>
    public string Data()
    {
        JObject data = new()
        {
            ["byDay"] = new JObject
            {
                ["bars"] = new JArray(_bars.Select(Iso)),
                ["unit"] = _scale.Unit,
                ["format"] = _scale.Format,
                ["tip"] = _scale.Tip,
                ["kinds"] = new JArray(_kinds),
                ["days"] = new JArray(_days.Select(day => new JObject { ["date"] = Iso(day.Start), ["kind"] = day.Kind, ["rank"] = day.Rank, ["count"] = day.Count })),
            },
            ["kinds"] = Bars(_summary.Kinds, group => KindLabels.Of(group.Name)),
            ["owners"] = Bars(_summary.Owners, group => Name(group.Name)),
            ["campaigns"] = Bars(_summary.Campaigns, group => Name(group.Name)),
            ["steps"] = new JArray(Steps),
            ["funnels"] = new JArray(Unique(_summary.Funnels.Take(MaxFunnels), funnel => Name(funnel.Name)).SelectMany(one => StepsOf(one.Name, one.Item))),
        };

        // Nothing in it can end the element it stands in, or begin another.
        StringWriter text = new(CultureInfo.InvariantCulture);
        using JsonTextWriter writer = new(text) { StringEscapeHandling = StringEscapeHandling.EscapeHtml };
        data.WriteTo(writer);
        return text.ToString();
    }

    /// <summary>The charts that have something to draw.</summary>
    public HtmlTable[] All() =>
    [
        .. new[] { Days(), Groups("kinds", "By kind", "Kind", _summary.Kinds, group => KindLabels.Of(group.Name)), Groups("owners", "By owner", "Owner", _summary.Owners, group => group.Name), Campaigns(), Funnels() }.Where(chart => chart.Rows.Length > 0),
    ];

    private HtmlTable Days() => new()
    {
        Id = "days",
        Title = $"Activities per {_scale.Word}",
        Size = "wide",
        Label = $"Bar chart of activities per {_scale.Word} by kind. The same figures follow as a table.",
        Heads = [char.ToUpperInvariant(_scale.Word[0]) + _scale.Word[1..], "Kind", "#Activities"],
        Rows = HtmlTable.Of(_days, day => [HtmlCell.Of(day.Start), HtmlCell.Of(day.Kind), HtmlCell.Of(day.Count)]),
    };

    private static HtmlTable Groups(string id, string title, string head, ReportGroup[] groups, Func<ReportGroup, string> name) => new()
    {
        Id = id,
        Title = title,
        Hint = groups.Length > MaxBars ? $"The {MaxBars} with the most activities; the table has more." : "",
        Label = $"Bar chart of activities, {title.ToLowerInvariant()}. The same figures follow as a table.",
        Heads = [head, "#Activities", "#Open", "#Completed", "Last"],
        Rows = HtmlTable.Of(groups, group => [HtmlCell.Of(name(group)), HtmlCell.Of(group.Activities), HtmlCell.Of(group.Open), HtmlCell.Of(group.Completed), HtmlCell.Of(group.Last)]),
    };

    private HtmlTable Campaigns() => Groups("campaigns", "By marketing email and form", "Email or form", _summary.Campaigns, group => group.Name) with { Size = "wide" };

    private HtmlTable Funnels() => new()
    {
        Id = "funnels",
        Title = "Response to emails",
        Size = "wide",
        Hint = "People, each once in each step. Whoever clicked or replied counts as having opened."
            + (_summary.Funnels.Length > MaxFunnels ? $" The {MaxFunnels} emails sent to most people; the table has more." : ""),
        Label = "Bar chart of how many people each email was sent to, and how many opened, clicked and replied. The same figures follow as a table.",
        Heads = ["Email", "Type", "#Sent", "#Opened", "#Clicked", "#Replied", "#Open rate", "#Click rate"],
        Rows = HtmlTable.Of(_summary.Funnels, funnel =>
        [
            HtmlCell.Of(funnel.Name), new(funnel.IsSalesEmail ? "One-to-one" : "Marketing"), HtmlCell.Of(funnel.Sent), HtmlCell.Of(funnel.Opened), HtmlCell.Of(funnel.Clicked), HtmlCell.Of(funnel.Replied),
            HtmlCell.Share(funnel.Opened, funnel.Sent), HtmlCell.Share(funnel.Clicked, funnel.Sent),
        ]),
    };

    private static JArray Bars(ReportGroup[] groups, Func<ReportGroup, string> name)
        => new(Unique(groups.Take(MaxBars), name).Select(one => new JObject { ["name"] = one.Name, ["count"] = one.Item.Activities }));

    // Two that look alike would be drawn as one.
    private static IEnumerable<(string Name, T Item)> Unique<T>(IEnumerable<T> items, Func<T, string> name)
    {
        HashSet<string> seen = [];
        foreach (T item in items)
        {
            string wanted = name(item);
            string unique = wanted;
            for (int number = 2; !seen.Add(unique); number++)
            {
                unique = $"{wanted} ({number.ToString(CultureInfo.InvariantCulture)})";
            }

            yield return (unique, item);
        }
    }

    private static IEnumerable<JObject> StepsOf(string name, ReportFunnel funnel)
    {
        int[] counts = [funnel.Sent, funnel.Opened, funnel.Clicked, funnel.Replied];
        return Steps.Zip(counts).Where(step => step.First != "Replied" || funnel.IsSalesEmail).Select(step => new JObject
        {
            ["name"] = name,
            ["step"] = step.First,
            ["count"] = step.Second,
            ["text"] = step.First == "Sent" || funnel.Sent == 0
                ? step.Second.ToString("#,0", CultureInfo.InvariantCulture)
                : $"{step.Second.ToString("#,0", CultureInfo.InvariantCulture)} ({HtmlFigure.Percent((double)step.Second / funnel.Sent)})",
        });
    }

    private static string Name(string text) => InertText.Of(text, MaxName) is { Length: > 0 } name ? name : "(without a name)";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
