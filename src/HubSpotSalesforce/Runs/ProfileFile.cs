using Newtonsoft.Json;

namespace HubSpotSalesforce.Runs;

/// <summary>The profiles of a user, in a file that only the user may read. It holds no secret.</summary>
public sealed class ProfileFile
{
    /// <summary>The environment variable that names another file.</summary>
    public const string Variable = "HUBSPOT_SALESFORCE_PROFILES";

    private readonly string _path;

    /// <summary>Creates a view of the file; nothing is read yet.</summary>
    /// <param name="environment">Gives an environment variable, or null.</param>
    public ProfileFile(Func<string, string?> environment) => _path = environment(Variable) is { Length: > 0 } path
        ? Path.GetFullPath(path)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "HubSpotSalesforce", "profiles.json");

    /// <summary>Returns the profiles, by name; none when there is no file.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: the file cannot be read.</exception>
    public ConnectionProfile[] All()
    {
        try
        {
            return File.Exists(_path) ? [.. (JsonConvert.DeserializeObject<ConnectionProfile[]>(File.ReadAllText(_path)) ?? []).OrderBy(profile => profile.Name, StringComparer.OrdinalIgnoreCase)] : [];
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SyncException(FaultKind.SettingsInvalid, _path, $"The profiles in {_path} cannot be read: {unread.Message.TrimEnd('.')}. Correct the file, or remove it and connect again.", unread);
        }
    }

    /// <summary>Returns the profile of a name; null when there is none.</summary>
    public ConnectionProfile? Find(string name) => Array.Find(All(), profile => IsNamed(profile, name));

    /// <summary>Saves a profile: what it says of a side replaces what was saved of that side.</summary>
    public void Save(ConnectionProfile profile)
    {
        ConnectionProfile saved = Find(profile.Name) ?? new ConnectionProfile { Name = profile.Name };
        if (profile.HasHubSpot)
        {
            saved = saved with { HubSpotUrl = profile.HubSpotUrl, HubSpotToken = profile.HubSpotToken };
        }

        if (profile.HasSalesforce)
        {
            saved = saved with { LoginUrl = profile.LoginUrl, ClientId = profile.ClientId, ClientSecret = profile.ClientSecret, PrivateKey = profile.PrivateKey, Username = profile.Username };
        }

        Write([.. All().Where(other => !IsNamed(other, profile.Name)), saved]);
    }

    /// <summary>Forgets one side of a profile, and the profile when nothing is left of it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="system"><see cref="SyncConnection.HubSpot"/> or <see cref="SyncConnection.Salesforce"/>.</param>
    public void Remove(string name, string system)
    {
        if (Find(name) is not { } saved)
        {
            return;
        }

        ConnectionProfile left = system == SyncConnection.HubSpot
            ? saved with { HubSpotUrl = null, HubSpotToken = null }
            : saved with { LoginUrl = null, ClientId = null, ClientSecret = null, PrivateKey = null, Username = null };
        Write([.. All().Where(other => !IsNamed(other, name)), .. left.HasHubSpot || left.HasSalesforce ? new[] { left } : []]);
    }

    private static bool IsNamed(ConnectionProfile profile, string name) => string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase);

    // Written beside and moved, so that a second session never reads half a file.
    private void Write(ConnectionProfile[] profiles)
    {
        string beside = $"{_path}.{Environment.ProcessId}.tmp";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            using (StreamWriter writer = new(beside, options))
            {
                writer.Write(JsonConvert.SerializeObject(profiles, Formatting.Indented, new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore }));
            }

            File.Move(beside, _path, overwrite: true);
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(FaultKind.StoreUnavailable, _path, $"The profile cannot be saved in {_path}: {unwritten.Message.TrimEnd('.')}. Name another file in {Variable}.", unwritten);
        }
    }
}
