using System.Collections.Frozen;

namespace HubSpotSalesforce.Settings;

/// <summary>One row of the table of settings keys: what may stand there.</summary>
internal sealed record SettingKey(string Name, SettingKeyType Type)
{
    /// <summary>A value that is right there, as it is written in the file.</summary>
    public string Example { get; init; } = Type switch
    {
        SettingKeyType.Flag => "true",
        SettingKeyType.Number => "100",
        SettingKeyType.Instant => "2026-11-21T00:00:00Z",
        SettingKeyType.Duration => "24h",
        SettingKeyType.Address => "https://acme.my.salesforce.com",
        SettingKeyType.Secret => "env:NAME",
        SettingKeyType.Zone => "Europe/Warsaw",
        SettingKeyType.Budget => "50%",
        SettingKeyType.Day => "2026-10-01",
        _ => "text",
    };

    /// <summary>Whether the settings are of no use without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The words to choose from; empty where any will do.</summary>
    public string[] Choices { get; init; } = [];

    /// <summary>Words that a later version brings.</summary>
    public string[] Later { get; init; } = [];

    /// <summary>The least number, which counts.</summary>
    public long Least { get; init; }

    /// <summary>The greatest number, which counts.</summary>
    public long Greatest { get; init; } = int.MaxValue;

    /// <summary>The keys of a section, or of each item of a list.</summary>
    public SettingKey[] Children
    {
        get;
        init
        {
            field = value;
            _byName = value.ToFrozenDictionary(child => child.Name);
        }
    } = [];

    /// <summary>What stands under each key of a map.</summary>
    public SettingKey? Each { get; init; }

    /// <summary>A name that is right in a map whose names people choose.</summary>
    public string EachName { get; init; } = "name";

    /// <summary>The keys a map may have, and what one of them is called; null where any will do.</summary>
    public (string Noun, string[] Names)? Named { get; init; }

    /// <summary>Whether it holds one value that can be given as text: by the editor, a parameter or a variable.</summary>
    public bool IsValue => Type is not (SettingKeyType.Section or SettingKeyType.Map or SettingKeyType.List);

    private readonly FrozenDictionary<string, SettingKey> _byName = FrozenDictionary<string, SettingKey>.Empty;

    /// <summary>The row of a key below this one; null when there is none.</summary>
    public SettingKey? Find(string name) => Type switch
    {
        SettingKeyType.Section or SettingKeyType.List => _byName.GetValueOrDefault(name),
        SettingKeyType.Map when Named is not { } named || named.Names.Contains(name) => Each,
        _ => null,
    };
}
