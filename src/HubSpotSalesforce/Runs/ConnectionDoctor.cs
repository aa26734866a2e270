using System.Globalization;
using System.Runtime.CompilerServices;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Runs;

/// <summary>Looks at everything a run needs of both sides, and says of each whether it is right or how to set it right. Writes nothing.</summary>
public sealed class ConnectionDoctor : IDisposable
{
    // A signed token lives for three minutes; a clock that is further off makes it expired before it arrives.
    private static readonly TimeSpan SkewStops = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan SkewWarns = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TracesFor = TimeSpan.FromDays(30);

    private readonly SyncSession _session;
    private readonly RunHost _host;
    private readonly IReadOnlyDictionary<string, SyncException> _lacking;
    private readonly Dictionary<string, TimeSpan> _skews = [];

    private ConnectionDoctor(SyncSession session, RunHost host, IReadOnlyDictionary<string, SyncException> lacking)
    {
        _session = session;
        _host = host;
        _lacking = lacking;
        session.HubSpot.Requested += Learn;
        session.Salesforce.Requested += Learn;
    }

    private SyncSetting Setting => _session.Setting;

    /// <summary>Opens a doctor; nothing is sent yet. A secret that is not to be had is a finding like others.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>.</exception>
    public static async Task<ConnectionDoctor> OpenAsync(string settingPath, RunHost host, CancellationToken cancel)
    {
        Dictionary<string, SyncException> lacking = [];
        return new(await SyncSession.OpenAsync(settingPath, host, lacking.Add, cancel), host, lacking);
    }

    /// <summary>Looks, and gives each finding as it is made.</summary>
    /// <param name="systems">The sides to look at; empty for both.</param>
    /// <param name="cancel">Ends the look.</param>
    public async IAsyncEnumerable<ConnectionFinding> LookAsync(string[] systems, [EnumeratorCancellation] CancellationToken cancel)
    {
        bool Takes(string system) => systems.Length == 0 || systems.Contains(system, StringComparer.OrdinalIgnoreCase);
        IEnumerable<Func<CancellationToken, Task<ConnectionFinding[]>>> looks =
        [
            .. Takes(SyncConnection.HubSpot) ? LacksSecret(SyncConnection.HubSpot) ?? HubSpotLooks() : [],
            .. Takes(SyncConnection.Salesforce) ? LacksSecret(SyncConnection.Salesforce) ?? SalesforceLooks() : [],
        ];
        HashSet<string> stopped = [];    // without a token there is nothing more to find out on that side
        foreach (Func<CancellationToken, Task<ConnectionFinding[]>> look in looks)
        {
            foreach (ConnectionFinding finding in await look(cancel))
            {
                if (!stopped.Contains(finding.System))
                {
                    yield return finding;
                }

                if (finding is { Check: "token", Status: ConnectionFinding.Fail })
                {
                    stopped.Add(finding.System);
                }
            }
        }

        if (RecordSetup.On(Setting).Length > 0 && Takes(SyncConnection.HubSpot) && Takes(SyncConnection.Salesforce) && stopped.Count == 0)
        {
            yield return (await FoundAsync(SyncConnection.HubSpot, "way back", () => WayBackAsync(cancel)))[0];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private Func<CancellationToken, Task<ConnectionFinding[]>>[]? LacksSecret(string system)
        => _lacking.TryGetValue(system, out SyncException? fault) ? [_ => Task.FromResult<ConnectionFinding[]>([Failed(system, "token", fault)])] : null;

    private Func<CancellationToken, Task<ConnectionFinding[]>>[] HubSpotLooks()
    {
        HubSpotAccount? account = null;
        return
        [
            cancel => FoundAsync(SyncConnection.HubSpot, "token", async () =>
            {
                account = await _session.HubSpot.AccountAsync(cancel);
                return [Good(SyncConnection.HubSpot, "token", $"The token belongs to portal {account.PortalId}{(account.AccountType is { } type ? $" ({type})" : "")}.")];
            }),
            _ => Task.FromResult<ConnectionFinding[]>(account is null ? [] : [Scopes(account), Version(account)]),
            cancel => FoundAsync(SyncConnection.HubSpot, "native connector", async () => account is null ? [] : [await TracesAsync(cancel)]),
            _ => Task.FromResult<ConnectionFinding[]>([Skew(SyncConnection.HubSpot, "hubspot"), Quota(SyncConnection.HubSpot, _session.HubSpot.Meter)]),
        ];
    }

    private Func<CancellationToken, Task<ConnectionFinding[]>>[] SalesforceLooks()
    {
        TaskDescribe? describe = null;
        bool isPrepared = true;
        return
        [
            cancel => FoundAsync(SyncConnection.Salesforce, "token", async () => [Good(SyncConnection.Salesforce, "token", $"The sign-in succeeded: org {await _session.Salesforce.SignInAsync(cancel)}, user {_session.Salesforce.UserId}.")]),
            cancel => FoundAsync(SyncConnection.Salesforce, "API version", async () =>
            {
                describe = await TaskDescribe.ReadAsync(_session.Salesforce, cancel);
                OrgWords.Keep(Setting, describe.Vocabulary);
                return [Good(SyncConnection.Salesforce, "API version", $"Salesforce answers in version {Setting.Salesforce.ApiVersion} of its API.")];
            }),
            cancel => FoundAsync(SyncConnection.Salesforce, "custom fields", async () =>
            {
                IReadOnlyList<SetupStep> steps = await new OrgSetup(_session.Salesforce).PlanAsync(cancel);
                isPrepared = steps.All(step => !step.IsNeeded);
                return [.. steps.Select(Step)];
            }),
            _ => FoundAsync(SyncConnection.Salesforce, "task object", () =>
            {
                if (!isPrepared)
                {
                    return Task.FromResult<ConnectionFinding[]>([Unseen(SyncConnection.Salesforce, "task object", "It is looked at once the fields are there.")]);
                }

                describe?.Verify(Rules().Fields);
                return Task.FromResult<ConnectionFinding[]>(describe is null ? [] : [Good(SyncConnection.Salesforce, "task object", "Every field that is to be filled can be written, and tasks require no other.")]);
            }),
            _ => FoundAsync(SyncConnection.Salesforce, "picklists", () =>
            {
                Rules().CheckAgainst(describe?.Vocabulary ?? Activities.TaskVocabulary.Factory);
                return Task.FromResult<ConnectionFinding[]>(describe is null ? [] : [Good(SyncConnection.Salesforce, "picklists", "The org has every type, status and priority that the settings name.")]);
            }),
            _ => Task.FromResult<ConnectionFinding[]>([Skew(SyncConnection.Salesforce, "salesforce"), Quota(SyncConnection.Salesforce, _session.Salesforce.Meter)]),
        ];
    }

    // What stops a run is a finding here, and the looks after it go on.
    private static async Task<ConnectionFinding[]> FoundAsync(string system, string check, Func<Task<ConnectionFinding[]>> look)
    {
        try
        {
            return await look();
        }
        catch (SyncException fault)
        {
            return [Failed(system, check, fault)];
        }
    }

    private static ConnectionFinding Failed(string system, string check, SyncException fault)
    {
        int end = fault.Message.IndexOf(". ", StringComparison.Ordinal);
        return new()
        {
            System = system,
            Check = check,
            Status = ConnectionFinding.Fail,
            Detail = end < 0 ? fault.Message : fault.Message[..(end + 1)],
            Fix = end < 0 ? "" : fault.Message[(end + 2)..],
            ErrorId = fault.Kind.ToString(),
        };
    }

    private TimelineRules Rules() => new(Setting, only: []);

    // The property by which activities are found again, and every mapping held against both sides (R54).
    private async Task<ConnectionFinding[]> WayBackAsync(CancellationToken cancel)
    {
        TaskDescribe describe = await TaskDescribe.ReadAsync(_session.Salesforce, cancel);
        RecordTerms terms = new() { Now = _host.Clock.GetUtcNow(), EnabledAt = new Dictionary<string, DateTimeOffset>(), ClosedStatuses = describe.Vocabulary.ClosedStatuses };
        RecordSetup? setup = await RecordSetup.ReadAsync(_session, terms, cancel);
        return [Good(SyncConnection.HubSpot, "way back", $"HubSpot has the property for the keys of {string.Join(", ", setup!.Families.Select(family => family.Key))}, and both sides have what the mappings name.")];
    }

    private ConnectionFinding Scopes(HubSpotAccount account)
    {
        string[] needed = [.. Rules().Kinds.SelectMany(ActivityReaders.ScopesOf).Concat(LinkSetup.Scopes(Setting)).Concat(RecordSetup.WriteScopes(Setting)).Append("crm.objects.owners.read").Distinct().Order(StringComparer.Ordinal)];
        string[] missing = account.Scopes is { } granted ? ScopeCheck.Missing(granted, needed) : [];
        return (account.Scopes, missing.Length) switch
        {
            (null, _) => new() { System = SyncConnection.HubSpot, Check = "scopes", Status = ConnectionFinding.Unknown, Detail = $"HubSpot does not tell the scopes of this token. The settings need {string.Join(", ", needed)}.", Fix = "See that the service key has them." },
            (_, 0) => Good(SyncConnection.HubSpot, "scopes", $"The token has all that the settings need: {string.Join(", ", needed)}."),
            _ => new()
            {
                System = SyncConnection.HubSpot,
                Check = "scopes",
                Status = ConnectionFinding.Fail,
                Detail = $"The token lacks {string.Join(", ", missing)}.",
                Fix = "Add them to the service key, or take the kinds and keys that need them out of the settings.",
                ErrorId = nameof(FaultKind.ScopeMissing),
            },
        };
    }

    private static ConnectionFinding Version(HubSpotAccount account) => account.TimeZone is null
        ? Unseen(SyncConnection.HubSpot, "API version", $"HubSpot does not tell this token about the account, so nothing was asked in version {HubSpotClient.Version} of its API.")
        : Good(SyncConnection.HubSpot, "API version", $"HubSpot answers in version {HubSpotClient.Version} of its API.");

    // O1
    private async Task<ConnectionFinding> TracesAsync(CancellationToken cancel)
    {
        DateTimeOffset now = _host.Clock.GetUtcNow();
        ConnectorTrace trace = await new ConnectorReader(_session.HubSpot).LookAsync(now - TracesFor, now - TracesFor, cancel);
        string seen = $"HubSpot's own Salesforce integration {(trace.IsFound ? $"was at work in the last {TracesFor.Days} days: {Seen(trace)}" : $"left no trace in the last {TracesFor.Days} days")}.";
        return (trace.IsFound, Setting.NativeConnector) switch
        {
            (false, _) => Good(SyncConnection.HubSpot, "native connector", seen),
            (true, "off") => new() { System = SyncConnection.HubSpot, Check = "native connector", Status = ConnectionFinding.Warn, Detail = $"{seen} The settings say that it is off.", Fix = $"See that it syncs no activities, or let it go on beside this sync: {SettingCommand.Set(Setting, "nativeConnector coexist")}" },
            (true, { } said) => Good(SyncConnection.HubSpot, "native connector", $"{seen} The settings reckon with it (nativeConnector: {said})."),
            _ => new()
            {
                System = SyncConnection.HubSpot,
                Check = "native connector",
                Status = ConnectionFinding.Fail,
                Detail = $"{seen} The settings do not say how to live with it.",
                Fix = $"Run {SettingCommand.Set(Setting, "nativeConnector off")} if it syncs no activities; with coexist for off if it shall go on beside this sync.",
                ErrorId = nameof(FaultKind.NativeConnectorFound),
            },
        };
    }

    private static string Seen(ConnectorTrace trace)
    {
        string brought = string.Create(CultureInfo.InvariantCulture, $"it brought {trace.Tasks} tasks and {trace.Calls} calls from Salesforce");
        return trace.SyncedAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"it synced a contact at {at.UtcDateTime:u}, and {brought}") : brought;
    }

    private ConnectionFinding Step(SetupStep step)
    {
        (string check, string missing, string there) = OrgSetup.FieldOf(step) is { } field
            ? ($"field {field}", $"Tasks have no field {field}.", $"Tasks have the field {field}.")
            : ("permission set", $"The integration user does not see all fields of this sync; the permission set {OrgSetup.PermissionSet} gives it the right to them.", "The integration user sees the fields of this sync.");
        return step.Status == "present"
            ? Good(SyncConnection.Salesforce, check, there)
            : new() { System = SyncConnection.Salesforce, Check = check, Status = ConnectionFinding.Fail, Detail = missing, Fix = $"{SettingCommand.Of("Initialize-SalesforceOrg", Setting)} sets it right.", ErrorId = nameof(FaultKind.FieldMissing) };
    }

    private ConnectionFinding Skew(string system, string side)
    {
        if (!_skews.TryGetValue(side, out TimeSpan skew))
        {
            return Unseen(system, "clock", $"No answer of {system} said what time it is.");
        }

        string off = string.Create(CultureInfo.InvariantCulture, $"The clock of this machine is {Math.Abs(skew.TotalSeconds):0} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} that of {system}.");
        return skew.Duration() < SkewWarns
            ? Good(system, "clock", off)
            : new() { System = system, Check = "clock", Status = skew.Duration() < SkewStops ? ConnectionFinding.Warn : ConnectionFinding.Fail, Detail = off, Fix = "Set the clock of this machine by a time server." };
    }

    private static ConnectionFinding Quota(string system, CallMeter meter) => meter.LeftToday switch
    {
        null => Unseen(system, "calls left today", $"{system} does not tell how many calls are left."),
        0 => new() { System = system, Check = "calls left today", Status = ConnectionFinding.Fail, Detail = "No call is left for today.", Fix = "Run again when the day's calls are renewed.", ErrorId = nameof(FaultKind.QuotaSpent) },
        { } left => Good(system, "calls left today", string.Create(CultureInfo.InvariantCulture, $"The limit of the day leaves {left:#,0} calls.")),
    };

    private static ConnectionFinding Good(string system, string check, string detail) => new() { System = system, Check = check, Status = ConnectionFinding.Pass, Detail = detail };

    private static ConnectionFinding Unseen(string system, string check, string detail) => new() { System = system, Check = check, Status = ConnectionFinding.Unknown, Detail = detail };

    private void Learn(RequestTrace trace)
    {
        if (trace.Skew is { } skew)
        {
            lock (_skews)
            {
                _skews[trace.Side] = skew;
            }
        }
    }
}
