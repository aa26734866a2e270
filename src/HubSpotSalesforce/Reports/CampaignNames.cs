using System.Text.RegularExpressions;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Reports;

/// <summary>Finds the name of an email or a form in a task's subject, by the template the subject was made from.</summary>
internal sealed class CampaignNames
{
    private static readonly string[] Names = ["email", "form", "subject"];

    private readonly Dictionary<string, Regex> _patterns = [];

    /// <summary>Creates the patterns.</summary>
    /// <param name="templates">The subject templates of the settings, by kind; a kind that is missing has its default.</param>
    public CampaignNames(IReadOnlyDictionary<string, string> templates)
    {
        foreach (ActivityKind kind in ActivityKind.All.Where(kind => IsCampaign(kind.Key)))
        {
            string template = templates.GetValueOrDefault(kind.Key, kind.Subject);
            _patterns[kind.Key] = Pattern(Names.Any(name => template.Contains($"{{{name}}}", StringComparison.Ordinal)) ? template : kind.Subject);
        }
    }

    /// <summary>Whether activities of a kind belong to an email or a form.</summary>
    public static bool IsCampaign(string? kind) => kind is not null && (kind.Contains("Email", StringComparison.Ordinal) || kind == "formSubmission");

    /// <summary>Whether a kind is about one-to-one emails.</summary>
    public static bool IsSalesEmail(string kind) => kind.StartsWith("salesEmail", StringComparison.Ordinal);

    /// <summary>The name in a subject; the subject itself where the template does not fit, as when it was another one.</summary>
    public string Of(string kind, string subject)
    {
        string name = _patterns.TryGetValue(kind, out Regex? pattern) && pattern.Match(subject) is { Success: true } match
            ? match.Groups["name"].Value
            : subject;

        // An answer to a mail belongs to the mail.
        while (IsSalesEmail(kind) && name.StartsWith("Re: ", StringComparison.OrdinalIgnoreCase))
        {
            name = name[4..];
        }

        return name.Trim() is { Length: > 0 } text ? text : "(without a name)";
    }

    private static Regex Pattern(string template)
    {
        bool isNamed = false;
        string pattern = Regex.Replace(Regex.Escape(template), @"\\\{(?<name>[A-Za-z0-9_]+)}", match =>
        {
            bool isFirst = !isNamed && Names.Contains(match.Groups["name"].Value);
            isNamed |= isFirst;
            return isFirst ? "(?<name>.*)" : ".*?";
        });
        return new Regex($"^{pattern}$", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);    // no subject keeps it busy
    }
}
