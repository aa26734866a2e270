namespace HubSpotSalesforce.Settings;

/// <summary>The faults found so far in one settings file.</summary>
/// <param name="file">The full path of the file.</param>
internal sealed class FaultList(string file)
{
    private const int MaxFaults = 100;    // who has more has another file before him

    private readonly List<SettingFault> _faults = [];

    /// <summary>The full path of the file.</summary>
    public string File { get; } = file;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _faults.Count == 0;

    /// <summary>Whether there are so many that further ones are left out.</summary>
    public bool IsFull => _faults.Count == MaxFaults;

    /// <summary>Whether one is about this key or a section around it.</summary>
    public bool IsAbout(string path) => _faults.Exists(fault => fault.Key.Length > 0 && (path == fault.Key || path.StartsWith(fault.Key + ".", StringComparison.Ordinal)));

    /// <summary>Adds a fault of the file as a whole.</summary>
    public void Add(string message, string suggestion) => Add(new SettingPlace(File, 0, 0, ""), message, suggestion);

    /// <summary>Adds a fault at a place.</summary>
    public void Add(SettingPlace place, string message, string suggestion)
    {
        if (!IsFull)
        {
            _faults.Add(new SettingFault(place.Override ?? place.File, place.Line, place.Column, place.Key, message, suggestion));
        }
    }

    /// <summary>The faults by line and column, those outside the file first.</summary>
    public SettingFault[] ToArray() => [.. _faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)];

    /// <summary>All of them as the one exception that stops a run, a line each.</summary>
    public SyncException ToException() => new(FaultKind.SettingsInvalid, File, string.Join('\n', ToArray().AsEnumerable()));
}
