using System.CommandLine;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Worker;

/// <summary><c>run</c>: one run of the settings' sync, both ways or one.</summary>
internal static class RunCommand
{
    private const string Both = "both";
    private const string ToSalesforce = "to-salesforce";
    private const string ToHubSpot = "to-hubspot";

    public static Command Create()
    {
        RunOptions options = new();
        Option<string> direction = new("--direction")
        {
            Description = "Which way: what HubSpot has for Salesforce, what Salesforce has for HubSpot, or both in this order. A way that has nothing switched on is left out.",
            DefaultValueFactory = _ => Both,
        };
        direction.AcceptOnlyFromAmong(Both, ToSalesforce, ToHubSpot);
        Option<FileInfo> plan = new("--plan") { Description = "Carry out this reviewed plan; what no longer holds is skipped as PlanStale." };
        Option<bool> rewrite = new("--rewrite") { Description = "Apply changed templates and task types to tasks that stand already, too." };
        Command command = new("run", "Writes what is new and changed on one side to the other, from where the last run ended.") { direction, plan, rewrite };
        options.AddTo(command);
        command.SetAction((parsed, cancel) => Ending.OfAsync(() => RunAsync(
            options.Read(parsed) with { PlanPath = parsed.GetValue(plan)?.FullName, Rewrite = parsed.GetValue(rewrite) },
            parsed.GetRequiredValue(direction),
            options.Print(parsed),
            cancel)));
        return command;
    }

    private static async Task<int> RunAsync(RunRequest request, string direction, RunPrint print, CancellationToken cancel)
    {
        RunHost host = new() { Waiting = print.Warned };
        switch (direction)
        {
            case ToSalesforce:
                await using (TimelineRun run = await TimelineRun.OpenAsync(request, host, cancel))
                {
                    run.Warned += print.Warned;
                    return await print.RunAsync(each => each(run), cancel);
                }

            case ToHubSpot:
                await using (RecordRun run = await RecordRun.OpenAsync(request, host, cancel))
                {
                    run.Warned += print.Warned;
                    return await print.RunAsync(each => each(run), cancel);
                }

            default:
                await using (BothWays both = await BothWays.OpenAsync(request, host, cancel))
                {
                    both.Warned += print.Warned;
                    return await print.RunAsync(each => both.EachAsync(each, cancel), cancel);
                }
        }
    }
}
