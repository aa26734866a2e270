using System.CommandLine;
using System.Text.Json.Nodes;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Worker;

/// <summary><c>init-org</c> and <c>init-portal</c>: what each side needs before the first run, step by step.</summary>
internal static class InitCommand
{
    public static Command OfOrg() => Create(
        "init-org",
        "Creates the fields and rights that tasks need in Salesforce; what is there is left alone.",
        async (settings, host, print, cancel) =>
        {
            using OrgPreparation preparation = await OrgPreparation.OpenAsync(settings, host, cancel);
            foreach (OrgStep step in await preparation.PlanAsync(cancel))
            {
                OrgStep taken = step.Status == "needed" && !print.IsPlan ? await preparation.ApplyAsync(step, cancel) : step;
                print.Step(taken.Status, taken.Target, taken.Action, taken.Detail);
            }
        });

    public static Command OfPortal() => Create(
        "init-portal",
        "Creates the properties that activities from Salesforce need in HubSpot; what is there is left alone.",
        async (settings, host, print, cancel) =>
        {
            using PortalPreparation preparation = await PortalPreparation.OpenAsync(settings, host, cancel);
            foreach (PortalStep step in await preparation.PlanAsync(cancel))
            {
                PortalStep taken = step.Status == "needed" && !print.IsPlan ? await preparation.ApplyAsync(step, cancel) : step;
                print.Step(taken.Status, taken.Target, taken.Action, taken.Detail);
            }
        });

    private static Command Create(string name, string description, Func<string, RunHost, StepPrint, CancellationToken, Task> prepareAsync)
    {
        Option<FileInfo> settings = new("--settings") { Description = "The settings file (YAML).", Required = true };
        Option<bool> planOnly = new("--plan-only") { Description = "Tell what is needed and change nothing." };
        Option<bool> json = new("--json") { Description = "Print one JSON object a step." };
        Command command = new(name, description) { settings, planOnly, json };
        command.SetAction((parsed, cancel) => Ending.OfAsync(async () =>
        {
            StepPrint print = new(parsed.GetValue(planOnly), parsed.GetValue(json));
            await prepareAsync(parsed.GetRequiredValue(settings).FullName, new RunHost(), print, cancel);
            return print.Refused > 0 ? ExitCode.OrgUnready : ExitCode.Completed;
        }));
        return command;
    }

    /// <summary>Prints steps: lines for people, or JSON alone.</summary>
    private sealed class StepPrint(bool isPlan, bool isJson)
    {
        public bool IsPlan => isPlan;

        public int Refused { get; private set; }

        public void Step(string status, string target, string action, string? detail)
        {
            Refused += status == "refused" ? 1 : 0;
            if (isJson)
            {
                Console.Out.WriteLine(new JsonObject { ["status"] = status, ["target"] = target, ["action"] = action, ["detail"] = detail }.ToJsonString(Json.Format));
            }
            else if (detail is null)
            {
                Console.Out.WriteLine($"{status,-7} {target}  {action}");
            }
            else
            {
                Console.Error.WriteLine($"{FaultKind.OrgUnready}: {target}: {detail} Or let an administrator do it: {action}");
            }
        }
    }
}
