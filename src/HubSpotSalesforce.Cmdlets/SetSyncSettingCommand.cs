using System.Collections;
using System.Globalization;
using System.Management.Automation;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Set-SyncSetting: changes values in a settings file, and leaves comments and order as they are.</summary>
[Cmdlet(VerbsCommon.Set, "SyncSetting", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = "Key")]
[OutputType(typeof(SyncSetting))]
public sealed class SetSyncSettingCommand : SettingFileCmdlet
{
    // The parameters of a kind, and the settings key below timeline.kinds that each sets.
    private static readonly Dictionary<string, string> KindKeys = new()
    {
        [nameof(Sync)] = "sync",
        [nameof(TaskType)] = "taskType",
        [nameof(Subject)] = "subject",
        [nameof(Status)] = "status",
        [nameof(Priority)] = "priority",
        [nameof(EnabledAt)] = "enabledAt",
        [nameof(NotBefore)] = "notBefore",
    };

    /// <summary>The dotted key of a single value, such as <c>state.path</c>.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = "Key")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SettingKeyCompleter))]
    public string Key { get; set; } = "";

    /// <summary>The value; null for the default. A moment is given with its offset, or as a day (2026-10-01), which begins at midnight of the settings' time zone.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true, ParameterSetName = "Key")]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(SettingValueCompleter))]
    public object? Value { get; set; }

    /// <summary>The kinds of activity to set something for.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Kind")]
    [ValidateNotNullOrEmpty]
    [ValidateKind]
    [ArgumentCompleter(typeof(KindCompleter))]
    public string[] Kind { get; set; } = [];

    /// <summary>Turns the kinds on, from now on: a kind that was off and has no enabledAt of its own gets this moment, unless -EnabledAt is given. With :$false, off. (The key timeline.kinds.callMade.sync sets no more than itself.)</summary>
    [Parameter(ParameterSetName = "Kind")]
    public SwitchParameter Sync { get; set; }

    /// <summary>The value of the task's Type; null for none.</summary>
    [Parameter(ParameterSetName = "Kind")]
    [AllowNull]
    [ArgumentCompleter(typeof(OrgWordCompleter))]
    public string? TaskType { get; set; }

    /// <summary>The template of the task's subject; null for the default.</summary>
    [Parameter(ParameterSetName = "Kind")]
    [AllowNull]
    public string? Subject { get; set; }

    /// <summary>The value of the task's Status; null for the default.</summary>
    [Parameter(ParameterSetName = "Kind")]
    [AllowNull]
    [ArgumentCompleter(typeof(OrgWordCompleter))]
    public string? Status { get; set; }

    /// <summary>The value of the task's Priority; null for the default.</summary>
    [Parameter(ParameterSetName = "Kind")]
    [AllowNull]
    [ArgumentCompleter(typeof(OrgWordCompleter))]
    public string? Priority { get; set; }

    /// <summary>When the kinds were turned on, such as 2026-10-01T08:00:00Z, or 2026-10-01 for midnight of the settings' time zone; null for that of the timeline.</summary>
    [Parameter(ParameterSetName = "Kind")]
    [AllowNull]
    public GivenMoment? EnabledAt { get; set; }

    /// <summary>Nothing of the kinds that happened before it is written; given as -EnabledAt is, null for that of the timeline.</summary>
    [Parameter(ParameterSetName = "Kind")]
    [AllowNull]
    public GivenMoment? NotBefore { get; set; }

    /// <summary>Gives the settings as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void TakeFile()
    {
        string file = SettingFile;
        SettingEditor editor = new();
        Dictionary<string, string?> values = Values(editor, file);
        editor.Check(file, values);    // before anybody is asked, and with -WhatIf

        // The keys alone: a value may be a secret that was pasted by mistake, and what is asked here ends up in transcripts.
        if (!ShouldProcess(file, $"set {string.Join(", ", values.Keys)}"))
        {
            return;
        }

        editor.Set(file, values);
        if (PassThru)
        {
            WriteObject(new SettingReader().Read(file));
        }
    }

    private Dictionary<string, string?> Values(SettingEditor editor, string file)
    {
        if (ParameterSetName == "Key")
        {
            return new Dictionary<string, string?> { [Key] = Text(Value) };
        }

        string[] given = [.. KindKeys.Keys.Where(MyInvocation.BoundParameters.ContainsKey)];
        return given.Length > 0
            ? Kind.SelectMany(kind => given.Select(name => (Key: KeyOf(kind, name), Value: Given(name))).Concat(Begun(kind, editor, file))).ToDictionary()
            : throw new SyncException(FaultKind.SettingsInvalid, string.Join(", ", Kind), $"Nothing is to be set. Give one of -{string.Join(", -", KindKeys.Keys)}.");
    }

    // As a new file has it: history comes in where somebody asks for it, and not because the timeline began earlier.
    private IEnumerable<(string Key, string? Value)> Begun(string kind, SettingEditor editor, string file)
        => Sync && !MyInvocation.BoundParameters.ContainsKey(nameof(EnabledAt)) && editor.Get(file, KeyOf(kind, nameof(Sync))) != "true" && editor.Get(file, KeyOf(kind, nameof(EnabledAt))) is null
            ? [(KeyOf(kind, nameof(EnabledAt)), Text(TimeProvider.System.GetUtcNow()))]
            : [];

    private static string KeyOf(string kind, string parameter) => $"timeline.kinds.{kind}.{KindKeys[parameter]}";

    // PowerShell makes an empty text of a null.
    private string? Given(string parameter) => Text(MyInvocation.BoundParameters[parameter]) is { Length: > 0 } text ? text : null;

    // As the file writes it: never in the words or digits of this machine's language.
    private static string? Text(object? value) => value switch
    {
        PSObject wrapped => Text(wrapped.BaseObject),
        null => null,
        SwitchParameter flag => flag ? "true" : "false",
        bool flag => flag ? "true" : "false",
        DateTime moment => Text(new GivenMoment(moment)),
        DateTimeOffset moment => Text(new GivenMoment(moment)),
        GivenMoment moment => moment.ToString(),
        TimeSpan length => $"{length.TotalSeconds.ToString(CultureInfo.InvariantCulture)}s",
        TimeZoneInfo zone => zone.Id,
        IEnumerable several and not string => string.Join(", ", several.Cast<object?>().Select(Text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
