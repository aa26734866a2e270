using System.Globalization;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Settings;

/// <summary>Makes new settings files, with comments for those who will edit them.</summary>
public static class SettingTemplate
{
    /// <summary>Returns the text of a new settings file, with LF at the end of each line.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: there is no such kind.</exception>
    public static string Create(NewSettingRequest request)
    {
        if (request.Kinds.FirstOrDefault(kind => ActivityKind.Find(kind) is null) is { } unknown)
        {
            string[] known = [.. ActivityKind.All.Select(kind => kind.Key)];
            string advice = Nearest.To(unknown, known) is { } near ? $"Did you mean {near}?" : $"Known kinds: {string.Join(", ", known)}.";
            throw new SyncException(FaultKind.SettingsInvalid, Shown.Of(unknown), $"There is no kind '{Shown.Of(unknown)}'. {advice}");
        }

        if (request.Families.FirstOrDefault(family => ActivityFamily.Find(family) is null) is { } stranger)
        {
            throw new SyncException(FaultKind.SettingsInvalid, Shown.Of(stranger), $"There is no family '{Shown.Of(stranger)}'. Known families: {string.Join(", ", ActivityFamily.All)}.");
        }

        // The file is not there yet, so what is wrong is told of what was asked for and not of a line.
        if (ZoneReading.Of(request.TimeZone) is { Problem: { } problem } zone)
        {
            throw new SyncException(FaultKind.SettingsInvalid, Shown.Of(request.TimeZone), $"The time zone of the new file: {problem} {zone.Advice}");
        }

        return string.Join('\n', [.. Head(request), .. Timeline(request), .. Reverse(request), .. Tail(), ""]);
    }

    /// <summary>Writes a new settings file, and beside it the schema by which editors complete and check it.</summary>
    /// <param name="path">The file; a relative path starts at the current folder, which must exist.</param>
    /// <param name="request">What it is to say.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: the file would not be right, is there already, or cannot be written.</exception>
    public static void Write(string path, NewSettingRequest request, bool overwrite = false)
    {
        SettingText text = Checked(path, request);
        text.Save(overwrite);
        new SettingText(Path.Combine(Path.GetDirectoryName(text.File)!, SettingSchema.FileName), SettingSchema.Text()).Save(overwrite: true);
    }

    /// <summary>Checks what <see cref="Write"/> would write, and writes nothing.</summary>
    /// <inheritdoc cref="Write"/>
    public static void Check(string path, NewSettingRequest request, bool overwrite = false)
    {
        SettingText text = Checked(path, request);
        if (!overwrite && File.Exists(text.File))
        {
            throw text.IsThere();
        }
    }

    private static SettingText Checked(string path, NewSettingRequest request)
    {
        FaultList faults = new(Path.GetFullPath(path));
        SettingText text = new(faults.File, Create(request));

        // What variables say today must not decide whether the file is right.
        new SettingReader(_ => null).Check(text, faults);
        return faults.IsEmpty ? text : throw faults.ToException();
    }

    private static IEnumerable<string> Head(NewSettingRequest request) =>
    [
        $"# yaml-language-server: $schema=./{SettingSchema.FileName}",
        "version: 1",
        "",
        "# Secrets stand elsewhere: env:NAME, file:path, or secret:vault/name (PowerShell only).",
        "hubspot:",
        $"  token: {Text(request.HubSpotToken)}    # a service key",
        .. Optional("  baseUrl", request.HubSpotBaseUrl),
        "",
        "salesforce:",
        $"  loginUrl: {Text(request.LoginUrl)}    # the org's own address",
        $"  clientId: {Text(request.ClientId)}",
        .. Login(request),
        "",
        .. request.AllowLoopback ? ["allowLoopback: true    # plain http and this machine: for the simulator only", ""] : Array.Empty<string>(),
        "# What was written and how far reading came. Keep it: without it a run cannot go on where the last one ended.",
        "state:",
        "  store: sqlite",
        $"  path: {Text(request.StorePath)}",
        "",
        $"timeZone: {Text(request.TimeZone)}    # where a day begins and ends, as for a task's date",
        "",
        .. request.AssumeSyncedAt is { } synced
            ? ["contacts:", $"  assumeSyncedAt: {Moment(synced)}    # taken as first sync of contacts linked before the first run", ""]
            : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Login(NewSettingRequest request) => request.PrivateKey is null
        ? [$"  clientSecret: {Text(request.ClientSecret ?? "env:SALESFORCE_CLIENT_SECRET")}", .. Optional("  username", request.Username)]
        : [.. Optional("  clientSecret", request.ClientSecret), $"  privateKey: {Text(request.PrivateKey)}", .. Optional("  username", request.Username)];

    private static IEnumerable<string> Timeline(NewSettingRequest request) =>
    [
        "# HubSpot to Salesforce",
        "timeline:",
        request.NotBefore is { } start
            ? $"  notBefore: {Moment(start)}    # nothing older is written"
            : "  # notBefore: 2026-01-01T00:00:00Z    # nothing older is written, as when taking over from another connector",
        "  owners: chain    # the activity's owner, else the contact's, else the integration user; or integrationUser for all",
        "  # A kind begins where enabledAt says; opens, clicks and forms also reach back a while before a contact's first sync.",
        "  # More for each: taskType, subject, status, priority, fields, notBefore.",
        "  kinds:",
        .. ActivityKind.All.Select(kind => request.Kinds.Contains(kind.Key, StringComparer.OrdinalIgnoreCase)
            ? $"    {kind.Key}: {{ sync: true, enabledAt: {Moment(request.EnabledAt)} }}"
            : $"    {kind.Key}: {{ sync: false }}"),
        "",
    ];

    private static IEnumerable<string> Reverse(NewSettingRequest request) =>
    [
        "# Salesforce to HubSpot, and HubSpot's edits of it back",
        "salesforceToHubSpot:",
        "  # More for each: onDelete (nothing, delete), conflict (salesforce, hubspot, newest, manual), mappings.",
        .. ActivityFamily.All.Select(family => request.Families.Contains(family.Key, StringComparer.OrdinalIgnoreCase)
            ? $"  {family}: {{ sync: true, enabledAt: {Moment(request.EnabledAt)} }}"
            : $"  {family}: {{ sync: false }}"),
        "",
    ];

    private static IEnumerable<string> Tail() =>
    [
        "# HubSpot's own Salesforce integration: off when it syncs no activities, coexist when it does and goes on",
        "# nativeConnector: off",
        "",
        "# Salesforce usernames of HubSpot owners, where their addresses differ",
        "owners:",
        "  map: {}",
        "",
        "limits:",
        "  maxCreates: 5000    # more than these in the first run of a kind need -Force",
        "  maxDeletes: 100",
        "  apiCalls: { hubspot: 50%, salesforce: 20% }    # of what each side allows in a day",
    ];

    private static string[] Optional(string key, string? value) => value is null ? [] : [$"{key}: {Text(value)}"];

    private static string Text(string value) => YamlWriting.Text(value);

    private static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
