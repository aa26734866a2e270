using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Tokens and secrets stand nowhere but in the requests that need them, whatever goes wrong and whoever repeats them.</summary>
public sealed class SecrecyTests
{
    [Fact]
    public async Task No_token_is_in_any_output_error_store_plan_or_issue_even_when_the_servers_repeat_it()
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(
            new SimulatorOptions { Quota = false, Now = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero), Generate = new PortalSize(20, 150) },
            SimulatedSync.AllKinds() + "\nevents: { settle: 0s }\nlimits: { bulkFrom: 40 }");
        string[] secrets = [sync.Simulator.HubSpotToken, sync.Simulator.Org.ClientSecret];
        ConcurrentQueue<string> said = new();
        RunHost host = sync.Host with { Requested = trace => said.Enqueue(trace.ToString()), Waiting = said.Enqueue };
        int count = 0;
        sync.Simulator.Org.Refuse((type, _) => type == "Task" && ++count % 7 == 0 ? ("FIELD_CUSTOM_VALIDATION_EXCEPTION", $"You said {sync.Simulator.Org.ClientSecret}") : null);

        await RunAsync(sync, host, said);
        foreach (string endpoint in new[] { "GET /crm/owners", "POST /crm/objects", "POST /services/oauth2", "PATCH /services/data", "GET /services/data", "POST /services/data" })
        {
            string told = endpoint.Contains("/crm", StringComparison.Ordinal) ? secrets[0] : secrets[1];
            foreach (int status in new[] { 400, 403, 500 })
            {
                await sync.PutFaultsAsync(new JsonObject
                {
                    ["endpoint"] = endpoint, ["status"] = status, ["times"] = 1,
                    ["body"] = new JsonObject { ["message"] = told, ["errorCode"] = told, ["category"] = told, ["error"] = told, ["error_description"] = told },
                });
                await RunAsync(sync, host, said);
            }
        }

        await using (RunLog log = await RunLog.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None))
        {
            foreach (IssueRecord issue in await log.IssuesAsync(100, CancellationToken.None))
            {
                said.Enqueue(issue.ToString());
            }
        }

        Assert.NotEmpty(said);
        Assert.Contains(said, line => line.Contains("You said", StringComparison.Ordinal));    // the refusals were told
        string[] files = [.. Directory.GetFiles(Path.GetDirectoryName(sync.StorePath)!)];
        Assert.NotEmpty(files);
        foreach (string secret in secrets)
        {
            Assert.DoesNotContain(said, line => line.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(files, file => Bytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0);
        }
    }

    private static async Task RunAsync(SimulatedSync sync, RunHost host, ConcurrentQueue<string> said)
    {
        try
        {
            await using TimelineRun run = await TimelineRun.OpenAsync(new RunRequest { SettingPath = sync.SettingPath }, host, CancellationToken.None);
            run.Warned += said.Enqueue;
            run.Skipped += line => said.Enqueue(PlanFile.Line(line));
            await run.ExecuteAsync(line => said.Enqueue(PlanFile.Line(line)), outcome => said.Enqueue($"{outcome} {outcome.Fault}"), CancellationToken.None);
        }
        catch (SyncException stopped)
        {
            said.Enqueue(stopped.ToString());
        }
    }

    private static byte[] Bytes(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
