using System.Globalization;
using System.Text;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Worker;

/// <summary>The folder a demo leaves behind.</summary>
internal sealed class DemoFolder
{
    private const string StateName = "demo.db";

    // The endings of the files, and what each is for.
    private static readonly (string Ending, string Purpose)[] Purposes =
    [
        (".yaml", "the settings, to begin your own with"),
        (StateName, "the state: what was written where, as SQLite"),
        (".org.json", "the org's picklists and fields, for Tab"),
        (".runs.txt", "the latest runs, for Tab"),
        (".lock", "the lock by which one run works at a time"),
        ("plan.jsonl", "the plan, one line an activity"),
        ("run.json", "what the runs did"),
        (".html", "the report, for a browser"),
    ];

    private readonly string _path;

    private DemoFolder(string path) => _path = path;

    public string SettingPath => Path.Combine(_path, "hubspot-salesforce.yaml");

    public string PlanPath => Path.Combine(_path, "plan.jsonl");

    public string RunPath => Path.Combine(_path, "run.json");

    public string ReportPath => Path.Combine(_path, "report.html");

    public string StatePath => Path.Combine(_path, StateName);

    /// <summary>The files that are there, by name, each with what it is for.</summary>
    public (string Name, string Purpose)[] Files =>
    [
        .. Directory.EnumerateFiles(_path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
            .Select(name => (name, Purposes.FirstOrDefault(file => name.EndsWith(file.Ending, StringComparison.Ordinal)).Purpose ?? "not of the demo")),
    ];

    /// <summary>Makes the folder, and removes what an earlier demo left in it: its state belongs to a simulator that is gone.</summary>
    public static DemoFolder Prepare(DirectoryInfo directory)
    {
        try
        {
            directory.Create();
            DemoFolder folder = new(directory.FullName);
            foreach (string path in new[] { folder.SettingPath, folder.PlanPath, folder.RunPath, folder.ReportPath })
            {
                File.Delete(path);
            }

            foreach (FileInfo state in directory.EnumerateFiles(StateName + "*"))
            {
                state.Delete();
            }

            return folder;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(FaultKind.SettingsInvalid, directory.FullName, $"The folder {directory.FullName} cannot be used: {refused.Message} Name another with --out.", refused);
        }
    }

    /// <summary>Writes the settings of the demo.</summary>
    /// <param name="simulator">The simulator they point at.</param>
    /// <param name="enabledAt">When the kinds were switched on.</param>
    /// <param name="takesHistory">Whether contacts count as synced from the start, so that all their history comes in.</param>
    public void WriteSettings(SimulatorProcess simulator, DateTimeOffset enabledAt, bool takesHistory)
    {
        string since = enabledAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        StringBuilder text = new($$"""
            # The settings of the demo. They point at a simulator that ran on this machine while the demo did.
            version: 1
            hubspot:
              token: env:DEMO_HUBSPOT_TOKEN        # a reference: no secret stands in a settings file
              baseUrl: {{simulator.HubSpotUrl}}
            salesforce:
              loginUrl: {{simulator.SalesforceUrl}}
              clientId: {{simulator.ClientId}}
              clientSecret: env:DEMO_SALESFORCE_SECRET
            allowLoopback: true                    # for the simulator alone
            state: { store: sqlite, path: ./{{StateName}} }
            timeZone: Europe/Warsaw
            nativeConnector: off                   # HubSpot's own integration syncs no activities here

            """);
        // The families of the way back are on since the first run: of what the org has, only what people do from then on travels.
        if (takesHistory)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"contacts: {{ assumeSyncedAt: {since} }}    # every linked contact counts as synced from here on");
        }

        text.AppendLine("timeline:")
            .AppendLine(CultureInfo.InvariantCulture, $"  enabledAt: {since}")
            .AppendLine(CultureInfo.InvariantCulture, $"  notBefore: {since}")
            .AppendLine("  kinds:");
        foreach (string kind in TimelineRun.AvailableKinds)
        {
            string type = kind switch
            {
                "callMade" => ", taskType: Call",
                "meetingScheduled" => ", taskType: Meeting",
                "salesEmailSent" => ", taskType: Email",
                _ => "",
            };
            text.AppendLine(CultureInfo.InvariantCulture, $"    {kind}: {{ sync: true{type} }}");
        }

        text.AppendLine("salesforceToHubSpot:");
        foreach (string family in RecordRun.AvailableFamilies)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {family}: {{ sync: true, conflict: newest }}");
        }

        File.WriteAllText(SettingPath, text.ToString());
    }
}
