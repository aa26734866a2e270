using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Tests.Settings;

public sealed class EnvironmentSecretsTests : IDisposable
{
    private readonly SettingFile _file = new(SettingFile.Shortest);

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("env", "CANARY", "from the variable")]
    [InlineData("file", "./canary.txt", "from the file")]
    public async Task A_secret_comes_from_a_variable_or_a_file_beside_the_settings(string scheme, string name, string secret)
    {
        await File.WriteAllTextAsync(Path.Combine(_file.Folder, "canary.txt"), "\uFEFFfrom the file\r\n");

        Assert.Equal(secret, await ResolvedAsync(scheme, name));
    }

    [Theory]
    [InlineData("env", "NOT_THERE", "The environment variable NOT_THERE is not set. Set it for the account that runs the sync, or refer to another place: env:NAME, file:path, secret:vault/name.")]
    [InlineData("env", "EMPTY", "The environment variable EMPTY is not set.")]
    [InlineData("file", "./none.txt", "does not exist. Create it, readable by the account that runs the sync, or refer to another place.")]
    [InlineData("file", ".", "cannot be read.")]
    [InlineData("file", "./empty.txt", "is empty. Write the secret into it, and nothing else.")]
    [InlineData("file", "./large.txt", "is larger than 64 kB. Refer to a file that holds the secret alone.")]
    [InlineData("secret", "crm/token", "'secret:crm/token' names a vault, and only PowerShell can ask one. Write env:NAME for an environment variable or file:path for a file instead.")]
    public async Task A_reference_that_leads_nowhere_is_told_with_its_place(string scheme, string name, string told)
    {
        await File.WriteAllTextAsync(Path.Combine(_file.Folder, "empty.txt"), "\n");
        await File.WriteAllTextAsync(Path.Combine(_file.Folder, "large.txt"), new string('x', 65_537));

        SyncException fault = await Assert.ThrowsAsync<SyncException>(async () => await ResolvedAsync(scheme, name));

        Assert.Equal((FaultKind.SecretUnavailable, $"{scheme}:{name}"), (fault.Kind, fault.About));
        Assert.StartsWith($"{_file.FullName}(2,19): hubspot.token: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
    }

    private ValueTask<string?> ResolvedAsync(string scheme, string name)
    {
        EnvironmentSecrets secrets = new(variable => variable switch { "CANARY" => "from the variable", "EMPTY" => "", _ => null });
        return secrets.ResolveAsync(new SecretReference(scheme, name, new SettingPlace(_file.FullName, 2, 19, "hubspot.token")), CancellationToken.None);
    }
}
