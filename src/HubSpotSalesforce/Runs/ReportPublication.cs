using HubSpotSalesforce.Reports;

namespace HubSpotSalesforce.Runs;

/// <summary>Makes a report in Salesforce: says first what is to be made, then makes it.</summary>
public sealed class ReportPublication : IDisposable
{
    /// <summary>The folder unless another is named.</summary>
    public const string DefaultFolder = "HubSpot activities";

    private readonly SyncSession _session;
    private readonly ReportPublisher _publisher;
    private readonly ReportDefinition _definition;
    private readonly string _title;

    private ReportPublication(SyncSession session, ReportDefinition definition, string title)
    {
        _session = session;
        _publisher = new ReportPublisher(session.Salesforce);
        _definition = definition;
        _title = title;
    }

    /// <summary>Opens a publication; nothing is sent yet.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.SecretUnavailable"/>;
    /// <see cref="FaultKind.NotFound"/>: no saved report has that name; <see cref="FaultKind.ReportInvalid"/>: its period is none.</exception>
    public static async Task<ReportPublication> OpenAsync(ReportRequest request, RunHost host, CancellationToken cancel)
    {
        SyncSession session = await SyncSession.OpenAsync(request.SettingPath, host, cancel);
        try
        {
            ReportDefinition definition = ReportRun.Resolve(session.Setting, request, host.Clock);
            return new ReportPublication(session, definition, request.Title ?? definition.Name ?? $"HubSpot activities with {definition.Who}");
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Returns what is to be made; nothing is written.</summary>
    /// <param name="folder">The folder's name.</param>
    /// <param name="groupBy">By what the report is grouped: kind, owner, status, taskType, account, day or month; null for a plain list.</param>
    /// <param name="cancel">Ends the reads.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.FieldMissing"/>, <see cref="FaultKind.ReportInvalid"/>, and any kind by which a call fails.</exception>
    public Task<PublishedReport> PlanAsync(string folder, string? groupBy, CancellationToken cancel) => _publisher.PlanAsync(_definition, _title, folder, groupBy, cancel);

    /// <summary>Makes what was planned and returns it with its id and page.</summary>
    /// <param name="report">The plan.</param>
    /// <param name="groupBy">By what the report is grouped, as it was planned.</param>
    /// <param name="cancel">Ends the calls.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.NotFound"/>: an owner is not there; and any kind by which a call fails.</exception>
    public Task<PublishedReport> ApplyAsync(PublishedReport report, string? groupBy, CancellationToken cancel)
        => _publisher.ApplyAsync(report, _definition, "month".Equals(groupBy, StringComparison.OrdinalIgnoreCase), cancel);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
