using System.IO.Compression;
using System.Text;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>A secret that is looked for wherever something is said or kept: as it is, escaped for URLs or JSON, and in base64.</summary>
internal sealed class Canary
{
    private readonly string _name;
    private readonly string[] _forms;

    /// <summary>Creates one.</summary>
    /// <param name="name">What it is called in a failure's message, which must not hold the secret itself.</param>
    /// <param name="secret">The secret; of a key in PEM each line counts.</param>
    public Canary(string name, string secret)
    {
        _name = name;
        string[] parts = secret.Contains('\n', StringComparison.Ordinal) ? [.. secret.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 40 && line[0] != '-')] : [secret];
        _forms = [.. parts.SelectMany(FormsOf).Distinct()];
    }

    /// <summary>Fails where a text holds it.</summary>
    public void AssertAbsent(string place, string text)
    {
        string? found = _forms.FirstOrDefault(form => text.Contains(form, StringComparison.Ordinal));
        Assert.True(found is null, found is null ? "" : $"{place} holds the {_name} (form {Array.IndexOf(_forms, found)}): ...{text.Substring(Math.Max(0, text.IndexOf(found, StringComparison.Ordinal) - 60), Math.Min(60, text.IndexOf(found, StringComparison.Ordinal)))}");
    }

    /// <summary>The texts of a file, that of an archive part by part.</summary>
    public static IEnumerable<(string Place, string Text)> TextsOf(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (Path.GetExtension(file) != ".xlsx")
        {
            using StreamReader reader = new(stream, Encoding.Latin1);
            yield return (file, reader.ReadToEnd());
            yield break;
        }

        using ZipArchive archive = new(stream);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using StreamReader reader = new(entry.Open(), Encoding.UTF8);
            yield return ($"{file}: {entry.FullName}", reader.ReadToEnd());
        }
    }

    private static IEnumerable<string> FormsOf(string secret)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return secret.Replace("!", "\\u0021", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal);
        yield return Convert.ToBase64String(bytes).TrimEnd('=')[..^1];
        yield return Convert.ToBase64String([0, .. bytes])[4..^4];
        yield return Convert.ToBase64String([0, 0, .. bytes])[4..^4];
    }
}
