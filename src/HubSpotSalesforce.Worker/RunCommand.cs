using System.CommandLine;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Worker;

/// <summary><c>run</c>: one run of the settings' sync.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Option<FileInfo> settings = new("--settings") { Description = "The settings file (YAML).", Required = true };
        Option<bool> planOnly = new("--plan-only") { Description = "Print what would be done, one line an activity, and write nothing anywhere." };
        Option<FileInfo> plan = new("--plan") { Description = "Carry out this reviewed plan; what no longer holds is skipped as PlanStale." };
        Option<bool> rewrite = new("--rewrite") { Description = "Apply changed templates and task types to tasks that stand already, too." };
        Option<bool> force = new("--force") { Description = "Go on where a careful run stops: an org that holds our keys while the store knows none, or more creates than limits.maxCreates." };
        Option<string?> wait = new("--wait")
        {
            Description = "Wait while another runner works on the same store: as long as it takes, or at most so long, such as 10m or 00:10:00.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        wait.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && WaitLength.Read(result.Tokens[0].Value) is null)
            {
                result.AddError("--wait takes a length of time such as 90s, 10m, 2h or 00:10:00, or nothing at all.");
            }
        });
        Option<bool> json = new("--json") { Description = "Print JSON alone: the run, or with --plan-only one object a line." };
        Command command = new("run", "Writes new and changed HubSpot activities to Salesforce as tasks, from where the last run ended.") { settings, planOnly, plan, rewrite, force, wait, json };
        command.SetAction((parsed, cancel) => Ending.OfAsync(() => RunAsync(
            new RunRequest
            {
                SettingPath = parsed.GetRequiredValue(settings).FullName,
                PlanOnly = parsed.GetValue(planOnly),
                PlanPath = parsed.GetValue(plan)?.FullName,
                Rewrite = parsed.GetValue(rewrite),
                Force = parsed.GetValue(force),
                Wait = parsed.GetResult(wait) is null ? null : parsed.GetValue(wait) is { } length ? WaitLength.Read(length) : Timeout.InfiniteTimeSpan,
            },
            parsed.GetValue(json),
            cancel)));
        return command;
    }

    private static async Task<int> RunAsync(RunRequest request, bool isJson, CancellationToken cancel)
    {
        RunPrint print = new(Console.Out, Console.Error, isJson);
        await using TimelineRun run = await TimelineRun.OpenAsync(request, new RunHost { Waiting = print.Warned }, cancel);
        run.Warned += print.Warned;
        try
        {
            RunResult result = await run.ExecuteAsync(
                request.PlanOnly ? print.Planned : null,
                print.Written,
                cancel);
            print.Ended(result, request.PlanOnly);
            return result.Failed > 0 ? ExitCode.SomeRefused : ExitCode.Completed;
        }
        catch (Exception stopped) when (stopped is SyncException or OperationCanceledException)
        {
            print.Ended(run.Result, request.PlanOnly);
            throw;
        }
    }
}
