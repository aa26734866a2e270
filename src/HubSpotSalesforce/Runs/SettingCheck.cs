using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Runs;

/// <summary>What is wrong with a settings file, as far as can be said without asking either side.</summary>
public sealed record SettingCheck
{
    /// <summary>The full path of the file.</summary>
    public required string File { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsValid => Faults.Length == 0;

    /// <summary>What is wrong, by line and column; empty when nothing is.</summary>
    public SettingFault[] Faults { get; init; } = [];

    /// <summary>Checks a file: first what it says, then, when that is right and if asked, where its secrets lead.</summary>
    /// <param name="settingPath">The file.</param>
    /// <param name="asksSecrets">Whether each secret is asked for; its value is thrown away.</param>
    /// <param name="host">Brings environment and secrets.</param>
    /// <param name="cancel">Ends the check.</param>
    public static async Task<SettingCheck> CheckAsync(string settingPath, bool asksSecrets, RunHost host, CancellationToken cancel)
    {
        SettingReader reader = new(host.Environment);
        SettingFault[] faults = reader.Check(settingPath, host.Parameters);
        if (faults.Length == 0 && asksSecrets)
        {
            faults = await OfSecretsAsync(reader.Read(settingPath, host.Parameters), host, cancel);
        }

        return new SettingCheck { File = Path.GetFullPath(settingPath), Faults = faults };
    }

    private static async Task<SettingFault[]> OfSecretsAsync(SyncSetting setting, RunHost host, CancellationToken cancel)
    {
        List<SettingFault> faults = [];
        foreach (SecretReference reference in new[] { setting.HubSpot.Token, setting.Salesforce.ClientSecret, setting.Salesforce.PrivateKey }.OfType<SecretReference>())
        {
            try
            {
                await SyncSession.SecretAsync(host, reference, cancel);
            }
            catch (SyncException fault) when (fault.Kind == FaultKind.SecretUnavailable)
            {
                faults.Add(Fault(reference.Place, fault.Message.Replace($"{reference.Place}: {reference.Place.Key}: ", "", StringComparison.Ordinal)));
            }
        }

        return [.. faults];
    }

    private static SettingFault Fault(SettingPlace place, string message)
    {
        int end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0
            ? new SettingFault(place.File, place.Line, place.Column, place.Key, message, "")
            : new SettingFault(place.File, place.Line, place.Column, place.Key, message[..(end + 1)], message[(end + 2)..]);
    }
}
