using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Tests.Runs;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>Secrets are in no output, log, error, store, plan, report or issue in any form, while everything goes wrong and servers repeat what they were sent.</summary>
public sealed class CanaryTests(ITestOutputHelper output)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;
    private static readonly string[] Reports = ["report.html", "report.csv", "report.xlsx", "report.json"];

    private readonly Figures _figures = new(output);
    private readonly ConcurrentQueue<string> _said = new();
    private bool _isWorker;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_secret_gets_out_of_a_sync_in_which_everything_goes_wrong(bool byKey)
    {
        await using SimulatedSync sync = await StartAsync();
        using RSA rsa = RSA.Create(2048);
        List<Canary> canaries = [new("token of HubSpot", sync.Simulator.HubSpotToken), byKey ? new("private key", await SignInByKeyAsync(sync, rsa)) : new("client secret", sync.Simulator.Org.ClientSecret)];
        using SentRequests sent = SentRequests.Watch();
        RunHost host = sync.Host with { Requested = trace => _said.Enqueue($"{trace}\n{trace.Bodies()}"), Waiting = _said.Enqueue };
        sync.Simulator.Org.Refuse((type, fields) => type == "Task" && fields["Subject"]?.ToString().Length % 5 == 0
            ? ("FIELD_CUSTOM_VALIDATION_EXCEPTION", $"You are {(_isWorker ? "the worker" : Latest(sent))}") : null);

        await PlanAsync(sync, host);
        await RunAsync(sync, host);
        foreach (JsonObject fault in Faults(sync, sent))
        {
            await sync.PutFaultsAsync(fault);
            await RunAsync(sync, host);
        }

        await sync.PutFaultsAsync();
        await RunAsync(sync, host);
        (string worker, int ended) = await WorkAsync(sync, sent);
        await LookBackAsync(sync, host);

        canaries.AddRange(sent.Tokens.Keys.Where(token => token != sync.Simulator.HubSpotToken).Select(token => new Canary("access token", token)));
        canaries.Add(new("access token of the worker", "00Dsim000000001!issued-"));
        Assert.True(canaries.Count > 3, "No access token was seen.");
        Assert.Contains(_said, line => line.Contains("You are (secret)", StringComparison.Ordinal));    // what was repeated was told, without the secret
        string folder = Path.GetDirectoryName(sync.StorePath)!;
        (string Place, string Text)[] texts = [("what was said", string.Join('\n', _said)), ("the worker", worker), .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).SelectMany(Canary.TextsOf)];
        Assert.All(Reports, report => Assert.Contains(texts, text => text.Place.Contains(report, StringComparison.Ordinal)));
        foreach ((string place, string text) in texts)
        {
            canaries.ForEach(canary => canary.AssertAbsent(place, text));
        }

        _figures.Say($"Canaries: {canaries.Count} secrets ({(byKey ? "private key" : "client secret")}, tokens) in 6 forms: in none of {texts.Length} texts of {texts.Sum(text => text.Text.Length) / 1024} kB (streams, traces with bodies, errors, issues, store, plan, 4 reports, worker with exit code {ended})");
    }

    private static Task<SimulatedSync> StartAsync() => SimulatedSync.StartAsync(
        new SimulatorOptions
        {
            Quota = false,
            HubSpotToken = "pat-na1-canary!/+x-4f1c9a77-aaaa-4000-8000-00000000beef",
            Now = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero),
            Generate = new PortalSize(20, Scale.Of(150, 2_000)),
        },
        SimulatedSync.AllKinds() + "\nevents: { settle: 0s }\nlimits: { bulkFrom: 40 }");

    // The secret of the JWT flow is the key, and what travels is an assertion.
    private static async Task<string> SignInByKeyAsync(SimulatedSync sync, RSA rsa)
    {
        string pem = rsa.ExportPkcs8PrivateKeyPem();
        using HttpClient http = new();
        using HttpResponseMessage registered = await http.PutAsync(new Uri(sync.Simulator.SalesforceUrl, "/_sim/certificate"), new StringContent(rsa.ExportSubjectPublicKeyInfoPem()));
        Assert.True(registered.IsSuccessStatusCode);
        string user = sync.Simulator.Org.Records("User").Select(record => record["Username"]!.ToString()).First();
        sync.Secrets["SALESFORCE_KEY"] = pem;
        string settings = File.ReadAllText(sync.SettingPath);
        File.WriteAllText(sync.SettingPath, settings.Replace("clientSecret: env:SALESFORCE_SECRET", $"username: {user}, privateKey: env:SALESFORCE_KEY", StringComparison.Ordinal));
        return pem;
    }

    private static IEnumerable<JsonObject> Faults(SimulatedSync sync, SentRequests sent, int workers = 0)
    {
        string[] endpoints = ["GET /crm/owners", "POST /crm/objects", "POST /services/oauth2", "PATCH /services/data", "GET /services/data", "POST /services/data"];
        foreach ((string endpoint, int status) in endpoints.SelectMany(endpoint => new[] { 400, 401, 403, 429, 500 }, (endpoint, status) => (endpoint, status)))
        {
            string secret = endpoint.Contains("/crm", StringComparison.Ordinal) ? sync.Simulator.HubSpotToken
                : endpoint.Contains("oauth2", StringComparison.Ordinal) ? sync.Simulator.Org.ClientSecret : Next(sent, workers);
            string told = $"You are {secret} {Uri.EscapeDataString(secret)} {Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))} {Convert.ToBase64String(Encoding.UTF8.GetBytes("Bearer " + secret))}";
            JsonNode body = new JsonObject { ["message"] = told, ["errorCode"] = told, ["category"] = told, ["error"] = told, ["error_description"] = told };
            string text = (endpoint.Contains("/services/data", StringComparison.Ordinal) ? new JsonArray(body) : body).ToJsonString().Replace("!", "\\u0021", StringComparison.Ordinal);
            yield return new JsonObject
            {
                ["endpoint"] = endpoint, ["status"] = status, ["times"] = 1, ["body"] = JsonNode.Parse(text), ["headers"] = new JsonObject { ["Retry-After"] = "1" },
            };
        }

        yield return new JsonObject { ["endpoint"] = "/services/data", ["truncate"] = "body", ["rate"] = 0.3, ["seed"] = 5 };
        yield return new JsonObject { ["endpoint"] = "/crm", ["truncate"] = "connection", ["rate"] = 0.3, ["seed"] = 6 };
    }

    // Tokens are numbered as they are handed out: a server repeats the one it was sent, and each run asks for one.
    private static string Latest(SentRequests sent) => sent.Tokens.Keys.Where(token => token.Contains("!issued-", StringComparison.Ordinal)).Max(StringComparer.Ordinal) ?? "";

    private static string Next(SentRequests sent, int workers)
        => $"00Dsim000000001!issued-{int.Parse(Latest(sent).Split('-')[1], System.Globalization.CultureInfo.InvariantCulture) + 1 + workers:D6}";

    private async Task PlanAsync(SimulatedSync sync, RunHost host)
    {
        await using PlanWriter plan = PlanWriter.Create(Path.Combine(Path.GetDirectoryName(sync.StorePath)!, "plan.jsonl"), overwrites: false);
        await using TimelineRun run = await TimelineRun.OpenAsync(new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true }, host, Cancel);
        await run.ExecuteAsync(plan.Add, null, Cancel);
        plan.Complete();
    }

    private async Task RunAsync(SimulatedSync sync, RunHost host)
    {
        try
        {
            await using TimelineRun run = await TimelineRun.OpenAsync(new RunRequest { SettingPath = sync.SettingPath }, host, Cancel);
            run.Warned += _said.Enqueue;
            run.Skipped += line => _said.Enqueue(PlanFile.Line(line));
            await run.ExecuteAsync(line => _said.Enqueue(PlanFile.Line(line)), outcome => _said.Enqueue($"{outcome} {outcome.Fault}"), Cancel);
        }
        catch (SyncException stopped)
        {
            _said.Enqueue(stopped.ToString());
        }
    }

    private async Task<(string Said, int Ended)> WorkAsync(SimulatedSync sync, SentRequests sent)
    {
        _isWorker = true;
        ProcessStartInfo start = new("dotnet", [WorkerProcess.Program, "run", "--settings", sync.SettingPath, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in sync.Secrets)
        {
            start.Environment[name] = value;
        }

        StringBuilder said = new();
        int ended = 0;
        string[] endpoints = ["POST /crm/objects", "PATCH /services/data", "GET /services/data"];
        for (int runs = 0; runs < endpoints.Length; runs++)
        {
            await sync.PutFaultsAsync([Faults(sync, sent, runs).First(fault => fault["status"]?.GetValue<int>() == 400 && fault["endpoint"]?.ToString() == endpoints[runs])]);
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync(Cancel);
            said.Append(await process.StandardOutput.ReadToEndAsync(Cancel)).Append(await errors);
            await process.WaitForExitAsync(Cancel);
            ended = process.ExitCode;
        }

        await sync.PutFaultsAsync();
        return (said.ToString(), ended);
    }

    private async Task LookBackAsync(SimulatedSync sync, RunHost host)
    {
        await using (RunLog log = await RunLog.OpenAsync(sync.SettingPath, sync.Host, Cancel))
        {
            IReadOnlyList<IssueRecord> issues = [.. await log.IssuesAsync(100, Cancel)];
            Assert.NotEmpty(issues);
            foreach (IssueRecord issue in issues)
            {
                _said.Enqueue(issue.ToString());
            }
        }

        foreach (string report in Reports)
        {
            using ReportRun run = await ReportRun.OpenAsync(new ReportRequest { SettingPath = sync.SettingPath }, host, Cancel);
            await run.WriteAsync(Path.Combine(Path.GetDirectoryName(sync.StorePath)!, report), overwrites: false, Cancel);
        }
    }
}
