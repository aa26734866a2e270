using System.Text;

namespace HubSpotSalesforce.Simulator.Generation;

/// <summary>The texts of a generated portal: plain, HTML, empty, long, and cut at awkward places.</summary>
internal sealed class Words(Chance chance)
{
    private static readonly string[] FirstNames =
    [
        "Ada", "Bo", "Chloé", "Darius", "Élodie", "Femi", "Grzegorz", "Hana", "Igor", "Jun", "Katarína", "Luis", "Mei", "Noor", "Ólafur", "Priya",
    ];

    private static readonly string[] LastNames =
    [
        "Abara", "Brandt", "Castro", "Dvořák", "Eriksen", "Fischer", "García", "Hashimoto", "Ivanova", "Jansen", "Kowalska", "Łukasik", "Moreau",
        "Nowak", "O'Brien", "Petrov",
    ];

    private static readonly string[] Topics =
    [
        "quarterly review", "renewal", "onboarding", "price list", "security questions", "roadmap", "pilot", "contract & terms",
        "training <basics>", "migration",
    ];

    private static readonly string[] Openings =
    [
        "About the", "Follow-up:", "Re:", "Next steps for the", "Question on the", "Déjà vu:", "🎉 News on the", "\"Quoted\"",
    ];

    /// <summary>A first name.</summary>
    public string FirstName() => chance.Of(FirstNames);

    /// <summary>A last name.</summary>
    public string LastName() => chance.Of(LastNames);

    /// <summary>A subject or title; now and then one of emoji, longer than the 255 characters a Salesforce subject takes.</summary>
    public string Subject()
    {
        if (!chance.OneIn(40))
        {
            return $"{chance.Of(Openings)} {chance.Of(Topics)}";
        }

        // Emoji are two code units each, and the offset is odd or even: whatever is cut before this text, some cut falls into a pair.
        return new string('x', chance.Below(2)) + string.Concat(Enumerable.Repeat("😀", 180));
    }

    /// <summary>An HTML body of some sentences.</summary>
    public string Html()
    {
        StringBuilder html = new();
        for (int paragraph = chance.Between(1, 3); paragraph > 0; paragraph--)
        {
            html.Append("<p>").Append(Sentence()).Append("</p>");
        }

        return chance.Below(4) switch
        {
            0 => html.Append("<ul><li>first &amp; foremost</li><li>second&nbsp;point</li></ul>").ToString(),
            1 => html.Append("<p>See <a href=\"https://example.com/offer?a=1&amp;b=2\">the offer</a><br>Thanks 👍</p>").ToString(),
            2 => $"<div style=\"color:red\"><style>p {{ margin: 0 }}</style>{html}</div>",
            _ => html.ToString(),
        };
    }

    /// <summary>The body of a note: one in twelve empty, one in sixty longer than the 32,000 characters a Salesforce description takes.</summary>
    public string? NoteBody() => chance.Below(60) switch
    {
        < 3 => null,
        < 5 => "<p>&nbsp;</p>",
        5 => $"<p>{string.Concat(Enumerable.Repeat("All work and no play makes 😀. ", 1_200))}</p>",
        _ => Html(),
    };

    /// <summary>A sentence.</summary>
    public string Sentence() => $"We spoke about the {chance.Of(Topics)} with {chance.Of(FirstNames)} and agreed on {chance.Between(2, 90)} seats.";
}
