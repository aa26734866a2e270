using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HubSpotSalesforce.Settings;

/// <summary>The values found right, by dotted key, whether they come from the file or from outside.</summary>
internal sealed class SettingValues
{
    private readonly Dictionary<string, (object Value, SettingPlace Place)> _values = [];
    private readonly Dictionary<string, SettingPlace> _places = [];

    /// <summary>Sets a value.</summary>
    public void Set(string path, object value, SettingPlace place) => _values[path] = (value, place);

    /// <summary>Remembers where a section or a value stands, right or wrong.</summary>
    public void SetPlace(string path, SettingPlace place) => _places[path] = place;

    /// <summary>Whether a right value is set there.</summary>
    public bool Has(string path) => _values.ContainsKey(path);

    /// <summary>Where a value stands, else its key, else the section it belongs into, else the beginning of the file.</summary>
    public SettingPlace PlaceOf(string path, string file)
    {
        if (_values.TryGetValue(path, out (object Value, SettingPlace Place) found))
        {
            return found.Place;
        }

        for (string at = path; at.Length > 0; at = at.Contains('.', StringComparison.Ordinal) ? at[..at.LastIndexOf('.')] : "")
        {
            if (_places.TryGetValue(at, out SettingPlace? place))
            {
                return place with { Key = path };
            }
        }

        return new SettingPlace(file, 1, 1, path);
    }

    /// <summary>Gives the value of a key; false when nothing is set there.</summary>
    public bool TryGet<T>(string path, [NotNullWhen(true)] out T? value)
    {
        value = _values.TryGetValue(path, out (object Value, SettingPlace Place) found) ? (T)found.Value : default;
        return value is not null;
    }

    /// <summary>The value of a key, or null when nothing is set there.</summary>
    public T? Find<T>(string path) where T : class => TryGet(path, out T? value) ? value : null;

    /// <summary>The value of a key, or null when nothing is set there.</summary>
    public T? FindValue<T>(string path) where T : struct => _values.TryGetValue(path, out (object Value, SettingPlace Place) found) ? (T)found.Value : null;

    /// <summary>The texts of a map by the names that people chose, in the order of the file.</summary>
    public IEnumerable<KeyValuePair<string, string>> Below(string path) => _values
        .Where(entry => entry.Key.Length > path.Length && entry.Key[path.Length] == '.' && entry.Key.StartsWith(path, StringComparison.Ordinal))
        .Select(entry => KeyValuePair.Create(entry.Key[(path.Length + 1)..], (string)entry.Value.Value));

    /// <summary>How many items of a list say anything.</summary>
    public int CountOf(string path) => _places.Keys
        .Where(key => key.StartsWith(path + ".", StringComparison.Ordinal))
        .Select(key => int.TryParse(key.AsSpan(path.Length + 1).ToString().Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index + 1 : 0)
        .DefaultIfEmpty()
        .Max();
}
