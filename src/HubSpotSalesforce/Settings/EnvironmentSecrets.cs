using System.Text;

namespace HubSpotSalesforce.Settings;

/// <summary>Secrets from environment variables (<c>env:</c>) and files (<c>file:</c>). It has no vault.</summary>
public sealed class EnvironmentSecrets : ISecretSource
{
    private const int MaxFileBytes = 64 * 1024;    // no key or token is longer

    private readonly Func<string, string?> _environment;

    /// <summary>Creates a source.</summary>
    /// <param name="environment">Gives the value of a variable, or null; the process's environment by default.</param>
    public EnvironmentSecrets(Func<string, string?>? environment = null)
        => _environment = environment ?? Environment.GetEnvironmentVariable;

    /// <summary>Returns the secret without blanks and line ends around it; never null or empty.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SecretUnavailable"/>: the reference leads nowhere, or into a vault.</exception>
    public async ValueTask<string?> ResolveAsync(SecretReference reference, CancellationToken cancel) => reference.Scheme switch
    {
        "env" => Variable(reference),
        "file" => await ContentAsync(reference, cancel),
        _ => throw reference.Unavailable(
            $"'{reference}' names a vault, and only PowerShell can ask one.",
            "Write env:NAME for an environment variable or file:path for a file instead."),
    };

    private string Variable(SecretReference reference)
        => _environment(reference.Name)?.Trim() is { Length: > 0 } value
            ? value
            : throw reference.Unavailable(
                $"The environment variable {reference.Name} is not set.",
                "Set it for the account that runs the sync, or refer to another place: env:NAME, file:path, secret:vault/name.");

    private static async Task<string> ContentAsync(SecretReference reference, CancellationToken cancel)
    {
        // A relative path starts at the settings file, so that the same file works from any current folder. A profile has none, and full paths.
        string path = Path.GetFullPath(reference.Name, Path.GetDirectoryName(reference.Place.File) ?? Environment.CurrentDirectory);
        string content = await TextAsync(reference, path, cancel);

        return content.Length > 0
            ? content
            : throw reference.Unavailable($"The file {path} is empty.", "Write the secret into it, and nothing else.");
    }

    private static async Task<string> TextAsync(SecretReference reference, string path, CancellationToken cancel)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            byte[] content = new byte[MaxFileBytes + 1];
            int length = await file.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancel);

            return length <= MaxFileBytes
                ? Encoding.UTF8.GetString(content, 0, length).Trim('\uFEFF', ' ', '\t', '\r', '\n')
                : throw reference.Unavailable($"The file {path} is larger than {MaxFileBytes / 1024} kB.", "Refer to a file that holds the secret alone.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string reason = error is FileNotFoundException or DirectoryNotFoundException ? "does not exist" : "cannot be read";
            throw reference.Unavailable($"The file {path} {reason}.", "Create it, readable by the account that runs the sync, or refer to another place.", error);
        }
    }
}
