namespace HubSpotSalesforce.Settings;

/// <summary>Reads settings files: checks them whole, under limits, and gives records or faults.</summary>
/// <remarks>
/// A value comes from a parameter, else from an environment variable (<c>state.path</c> from <c>HUBSPOT_SALESFORCE_STATE_PATH</c>),
/// else from the file, else it is the default. Safe for several callers at a time.
/// </remarks>
public sealed class SettingReader
{
    private const string Prefix = "HUBSPOT_SALESFORCE_";

    private static readonly Dictionary<string, string> Nothing = [];

    private readonly Func<string, string?> _environment;

    /// <summary>Creates a reader.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null; those of the process by default.</param>
    public SettingReader(Func<string, string?>? environment = null)
        => _environment = environment ?? Environment.GetEnvironmentVariable;

    /// <summary>Reads a file that is right.</summary>
    /// <param name="path">The file; a relative path starts at the current folder.</param>
    /// <param name="parameters">Values by dotted key that come before those of variables and file; null for none.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: the message has a line for each fault.</exception>
    public SyncSetting Read(string path, IReadOnlyDictionary<string, string>? parameters = null)
    {
        FaultList faults = new(Path.GetFullPath(path));
        SettingValues values = Values(SettingText.Read(faults.File, faults), parameters ?? Nothing, faults);
        return faults.IsEmpty ? new SettingAssembly(values, faults.File).Build() : throw faults.ToException();
    }

    /// <summary>Gives every fault of a file, up to a hundred, by line and column; none when it is right.</summary>
    /// <param name="path">The file; a relative path starts at the current folder.</param>
    /// <param name="parameters">Values by dotted key that come before those of variables and file; null for none.</param>
    public SettingFault[] Check(string path, IReadOnlyDictionary<string, string>? parameters = null)
    {
        FaultList faults = new(Path.GetFullPath(path));
        Values(SettingText.Read(faults.File, faults), parameters ?? Nothing, faults);
        return faults.ToArray();
    }

    /// <summary>Checks a text as if it were the file.</summary>
    internal void Check(SettingText text, FaultList faults) => Values(text, Nothing, faults);

    private SettingValues Values(SettingText? text, IReadOnlyDictionary<string, string> parameters, FaultList faults)
    {
        SettingValues values = new();
        if (text is null || SettingTree.Parse(text, faults) is not { } tree)
        {
            return values;    // nothing more can be said about a file that cannot be read
        }

        SettingWalk walk = new(faults, values);
        walk.Take(tree);
        TakeVariables(walk, faults.File);
        TakeParameters(walk, parameters, faults);
        new SettingRules(values, faults).Check();
        return values;
    }

    private void TakeVariables(SettingWalk walk, string file)
    {
        foreach ((string path, SettingKey key) in SettingKeys.Values())
        {
            string name = Prefix + path.Replace('.', '_').ToUpperInvariant();
            if (_environment(name) is { Length: > 0 } text)
            {
                walk.Take(path, key, text, new SettingPlace(file, 0, 0, path) { Override = $"environment variable {name}" });
            }
        }
    }

    private static void TakeParameters(SettingWalk walk, IReadOnlyDictionary<string, string> parameters, FaultList faults)
    {
        foreach ((string path, string text) in parameters)
        {
            SettingPlace place = new(faults.File, 0, 0, path) { Override = $"parameter {Shown.Of(path)}" };
            if (SettingKeys.Find(path) is { Key: { IsValue: true } key })
            {
                walk.Take(path, key, text, place);
            }
            else
            {
                string advice = Nearest.To(path, SettingKeys.Values().Select(entry => entry.Path)) is { } near ? $"Did you mean {near}?" : "Give the dotted key of a single value, such as state.path.";
                faults.Add(place, "There is no such key.", advice);
            }
        }
    }
}
