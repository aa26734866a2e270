using System.CommandLine;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Worker;

/// <summary><c>init-org</c> and <c>init-portal</c>: what each side needs before the first run, step by step.</summary>
internal static class InitCommand
{
    public static Command OfOrg() => Create("init-org", "Creates the fields and rights that tasks need in Salesforce; what is there is left alone.", Preparation.OfOrgAsync);

    public static Command OfPortal() => Create(
        "init-portal",
        "Creates the properties that activities from Salesforce need in HubSpot, for the families that are switched on; what is there is left alone.",
        Preparation.OfPortalAsync);

    private static Command Create(string name, string description, Func<string, RunHost, CancellationToken, Task<Preparation>> openAsync)
    {
        Option<FileInfo> settings = new("--settings") { Description = "The settings file (YAML).", Required = true };
        Option<bool> planOnly = new("--plan-only") { Description = "Tell what is needed and change nothing." };
        Option<bool> json = new("--json") { Description = "Print one JSON object a step." };
        Command command = new(name, description) { settings, planOnly, json };
        command.SetAction((parsed, cancel) => Ending.OfAsync(async () =>
        {
            StepPrint print = new(parsed.GetValue(planOnly), parsed.GetValue(json));
            using Preparation preparation = await openAsync(parsed.GetRequiredValue(settings).FullName, new RunHost(), cancel);
            await PrepareAsync(preparation, print, cancel);
            return print.Refused > 0 ? ExitCode.OrgUnready : ExitCode.Completed;
        }));
        return command;
    }

    private static async Task PrepareAsync(Preparation preparation, StepPrint print, CancellationToken cancel)
    {
        if (preparation.Idle is { } idle)
        {
            await Console.Error.WriteLineAsync($"Warning: {idle}");
        }

        foreach (SetupStep step in await preparation.PlanAsync(cancel))
        {
            print.Step(step.Status == "needed" && !print.IsPlan ? await preparation.ApplyAsync(step, cancel) : step);
        }
    }

    /// <summary>Prints steps: lines for people, or JSON alone.</summary>
    private sealed class StepPrint(bool isPlan, bool isJson)
    {
        public bool IsPlan => isPlan;

        public int Refused { get; private set; }

        public void Step(SetupStep step)
        {
            Refused += step.Status == "refused" ? 1 : 0;
            if (isJson)
            {
                Console.Out.WriteLine(new JsonObject { ["status"] = step.Status, ["target"] = step.Target, ["action"] = step.Action, ["detail"] = step.Detail }.ToJsonString(Json.Format));
            }
            else if (step.Detail is null)
            {
                Console.Out.WriteLine($"{step.Status,-7} {step.Target}  {step.Action}");
            }
            else
            {
                Console.Error.WriteLine($"{FaultKind.OrgUnready}: {step.Target}: {step.Detail} Or let an administrator do it: {step.Action}");
            }
        }
    }
}
