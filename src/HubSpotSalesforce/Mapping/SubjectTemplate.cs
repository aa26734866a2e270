using System.Text.RegularExpressions;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Mapping;

/// <summary>A template such as <c>Submitted: {form}</c>, filled from an activity's values.</summary>
/// <remarks>Pure. A placeholder without a value leaves nothing; <c>{{</c> and <c>}}</c> stand for the braces themselves.</remarks>
public sealed partial class SubjectTemplate
{
    /// <summary>Creates a template from its text.</summary>
    public SubjectTemplate(string template) => Text = template;

    /// <summary>The template itself.</summary>
    public string Text { get; }

    /// <summary>The placeholders the template names, each once, in the order of their first appearance.</summary>
    public string[] Placeholders => [.. Tokens().Matches(Text).Select(match => match.Groups["name"].Value).Where(name => name.Length > 0).Distinct()];

    /// <summary>Returns the text for an activity, on one line and without blanks around it.</summary>
    public string Fill(Activity activity)
    {
        string text = Tokens().Replace(Text, match => match.Value switch
        {
            "{{" => "{",
            "}}" => "}",
            _ => Placeholder.ValueOf(activity, match.Groups["name"].Value) ?? "",
        });
        return OneLine(text);
    }

    /// <summary>Returns text on one line, with a blank for each run of white space and control characters, and none around it.</summary>
    public static string OneLine(string text) => LineBreaks().Replace(text, " ").Trim();

    [GeneratedRegex(@"\{\{|\}\}|\{(?<name>[A-Za-z][A-Za-z0-9_]*)\}")]
    private static partial Regex Tokens();

    [GeneratedRegex(@"[\s\p{C}-[\u200c\u200d\ufe0f\ud800-\udfff]]+")]
    private static partial Regex LineBreaks();
}
