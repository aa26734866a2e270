using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Settings;

/// <summary>Reads references to secrets. It never shows the text, which may be the secret itself.</summary>
internal static partial class SecretReading
{
    /// <summary>Reads a reference.</summary>
    public static Reading Of(SettingKey key, string text, SettingPlace place)
    {
        Match match = References().Match(text);
        string scheme = match.Groups[1].Value;
        string name = match.Groups[2].Value;
        return (match.Success, scheme) switch
        {
            (false, _) => Reading.Wrong("must be a reference to a secret, not the secret itself.", $"Put it in an environment variable and write {EnvExample(key)}."),
            (_, "env") when !Variables().IsMatch(name) => Reading.Wrong("does not name an environment variable after env:.", $"Write {EnvExample(key)}."),
            (_, "secret") when !Vaults().IsMatch(name) => Reading.Wrong("does not name a vault and a secret after secret:.", "Write secret:vault/name."),
            (_, "file") when name.Any(char.IsControl) => Reading.Wrong("does not name a file after file:.", "Write file:./name."),
            _ => new Reading(new SecretReference(scheme, name, place)),
        };
    }

    private static string EnvExample(SettingKey key) => key.Example.StartsWith("env:", StringComparison.Ordinal) ? key.Example : "env:NAME";

    [GeneratedRegex("^(env|secret|file):(.+)$", RegexOptions.Singleline)]
    private static partial Regex References();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,127}\z")]
    private static partial Regex Variables();

    [GeneratedRegex(@"^[^/\p{C}]+/[^\p{C}]+\z")]
    private static partial Regex Vaults();
}
