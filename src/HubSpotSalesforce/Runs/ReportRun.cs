using System.Runtime.CompilerServices;
using HubSpotSalesforce.Reports;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>Makes reports of what stands in Salesforce, and of what the runs skipped and failed to write.</summary>
/// <remarks>Reads alone: neither side is written to, nor is the store. For one caller at a time.</remarks>
public sealed class ReportRun : IDisposable
{
    private const int TellEvery = 500;
    private const int CollectEvery = 2_000;
    private const int MaxFailures = 200;

    private readonly SyncSession _session;
    private readonly RunHost _host;
    private readonly ReportReader _reader;
    private int _total;
    private int _done;
    private long _startedAt;

    private ReportRun(SyncSession session, RunHost host, ReportDefinition definition, string title)
    {
        _session = session;
        _host = host;
        _reader = new ReportReader(session.Salesforce);
        _reader.Counted += total => _total = total;
        _reader.PassedOver += Tell;
        Definition = definition;
        Title = title;
    }

    /// <summary>Told of progress, every 500 rows.</summary>
    public event Action<ReportProgress>? Progressed;

    /// <summary>What the report takes, with every default filled in.</summary>
    public ReportDefinition Definition { get; }

    /// <summary>What it is called.</summary>
    public string Title { get; }

    /// <summary>The names of the saved reports of a settings file, in its order; empty for a file that is not valid.</summary>
    public static string[] Saved(string settingPath, RunHost host)
    {
        try
        {
            return [.. new SettingReader(host.Environment).Read(settingPath, host.Parameters).Reports.Select(report => report.Name!)];
        }
        catch (SyncException)
        {
            return [];
        }
    }

    /// <summary>Opens a report; nothing is sent yet.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.SecretUnavailable"/>;
    /// <see cref="FaultKind.NotFound"/>: no saved report has that name; <see cref="FaultKind.ReportInvalid"/>: its period is none.</exception>
    public static async Task<ReportRun> OpenAsync(ReportRequest request, RunHost host, CancellationToken cancel)
    {
        SyncSession session = await SyncSession.OpenAsync(request.SettingPath, host, cancel);
        try
        {
            ReportDefinition definition = Resolve(session.Setting, request, host.Clock);
            return new ReportRun(session, host, definition, request.Title ?? definition.Name ?? (definition.Source == "hubspot" ? "HubSpot activities" : "Activities"));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Reads the rows, newest day first.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.Unauthorized"/>, <see cref="FaultKind.FieldMissing"/>, <see cref="FaultKind.NotFound"/>, and any kind by which a call fails.</exception>
    public IAsyncEnumerable<ReportRow> RowsAsync(CancellationToken cancel) => ReadAsync(Definition.From, cancel);

    /// <summary>Reads the rows and returns them counted in groups, the one with the most activities first.</summary>
    /// <param name="by">What they have in common, one of <see cref="ReportGrouping.Names"/>.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<ReportGroup[]> GroupsAsync(string by, CancellationToken cancel)
    {
        ReportGrouping grouping = new(by, Templates());
        await foreach (ReportRow row in RowsAsync(cancel))
        {
            grouping.Add(row);
        }

        return grouping.ToArray();
    }

    /// <summary>Reads the rows, and those of the period before, and returns the figures.</summary>
    /// <param name="row">Takes each row of the period itself.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<ReportSummary> SummarizeAsync(Action<ReportRow>? row, CancellationToken cancel)
    {
        DateOnly? before = Definition is { From: { } from, To: { } to } ? from.AddDays(from.DayNumber - to.DayNumber - 1) : null;
        ReportTally tally = new(Definition.From, Templates());
        await foreach (ReportRow read in ReadAsync(before, cancel))
        {
            if (tally.Add(read))
            {
                row?.Invoke(read);
            }
        }

        ReportPeople people = await ReportPeople.FindAsync(_reader, _session.Salesforce.InstanceUrl, tally.People, cancel);
        return tally.Summarize(await BasisAsync(before, cancel), people.Find);
    }

    /// <summary>Writes the report to a file, whose extension says the format; the file is there when it is whole, and not before.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.ReportInvalid"/>: the file is there already, has no known extension, or cannot be written; and any kind by which a call fails.</exception>
    public async Task<FileInfo> WriteAsync(string path, bool overwrites, CancellationToken cancel)
    {
        using ReportFile file = ReportFile.Create(path, overwrites);
        if (file.HasFigures)
        {
            return file.Complete(await SummarizeAsync(file.Add, cancel));
        }

        await foreach (ReportRow row in RowsAsync(cancel))
        {
            file.Add(row);
        }

        return file.Complete(await BasisAsync(null, cancel));
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    /// <summary>Returns what a request takes, with every default filled in.</summary>
    internal static ReportDefinition Resolve(SyncSetting setting, ReportRequest request, TimeProvider clock)
    {
        ReportDefinition definition = request.Name is { } name ? request.Definition.Over(Named(setting, name)) : request.Definition;
        return definition.Resolved(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), setting.TimeZone).DateTime));
    }

    private static ReportDefinition Named(SyncSetting setting, string name)
        => setting.Reports.FirstOrDefault(report => name.Equals(report.Name, StringComparison.OrdinalIgnoreCase))
            ?? throw new SyncException(FaultKind.NotFound, name, $"There is no report '{name}' in {setting.File}. {(setting.Reports.Length == 0 ? "Add one under reports:." : $"There are: {string.Join(", ", setting.Reports.Select(report => report.Name))}.")}");

    private async IAsyncEnumerable<ReportRow> ReadAsync(DateOnly? from, [EnumeratorCancellation] CancellationToken cancel)
    {
        _startedAt = _host.Clock.GetTimestamp();
        (_done, _total) = (0, 0);
        await foreach (ReportRow row in _reader.ReadAsync(Definition, from, cancel))
        {
            Tell();
            yield return row;
        }
    }

    private void Tell()
    {
        // A page is a tree of some 20 MB and a text of 4 MB, which outlive the young generations and then wait for a full collection
        // that comes late: 50 MB more at the peak (bench report). Asked for with each page, it costs a fifth of the processor's time.
        if (++_done % CollectEvery == 0)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        if (_done % TellEvery == 0)
        {
            TimeSpan elapsed = _host.Clock.GetElapsedTime(_startedAt);
            Progressed?.Invoke(new ReportProgress(_done, _total, elapsed > TimeSpan.Zero ? elapsed / _done * Math.Max(0, _total - _done) : null));
        }
    }

    private Dictionary<string, string> Templates() => _session.Setting.Timeline.Kinds.ToDictionary(kind => kind.Key, kind => kind.Value.Subject);

    private async Task<ReportSummary> BasisAsync(DateOnly? before, CancellationToken cancel) => new()
    {
        Name = Title,
        Who = Definition.Who!,
        Filters = Definition.Describe(),
        From = Definition.From,
        To = Definition.To,
        BeforeFrom = before,
        MadeAt = _host.Clock.GetUtcNow(),
        Org = _session.Salesforce.InstanceUrl.Host,
        Activities = 0,
        Figures = [],
        Days = [],
        Kinds = [],
        Owners = [],
        Campaigns = [],
        Funnels = [],
        MostEngaged = [],
        LeastEngaged = [],
        Sync = await SyncAsync(cancel),
        Notes = [$"An activity stands on its task's day, in the time zone {_session.Setting.TimeZone.Id}. {(Definition.From is null ? "Tasks without a day are counted." : "Tasks without a day are in no period.")}"],
    };

    private async Task<ReportSync?> SyncAsync(CancellationToken cancel)
    {
        if (!File.Exists(_session.Setting.Store.Path))
        {
            return null;
        }

        await using SqliteStore store = await SqliteStore.OpenAsync(_session.Setting.Store.Path, StoreMode.ReadOnly, _host.Clock, cancel);
        return await ReportHistory.ReadAsync(store, Definition.From, Definition.To, _session.Setting.TimeZone, MaxFailures, cancel);
    }
}
