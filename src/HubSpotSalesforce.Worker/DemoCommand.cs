using System.CommandLine;

namespace HubSpotSalesforce.Worker;

/// <summary><c>demo</c>: the whole job against a simulated portal and org, on this machine alone.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        Option<DirectoryInfo> portal = new("--portal") { Description = "A portal folder to use instead of a generated portal: all its history is taken." };
        Option<DirectoryInfo> output = new("--out")
        {
            Description = "Where its files are left: settings, state, plan, runs and report.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("out", "demo")),
        };
        Option<bool> json = new("--json") { Description = "Print what run.json holds, and nothing else, on stdout." };
        Command command = new("demo", "Shows the whole job: a plan, a run, what comes back from Salesforce, and a last run that finds nothing to do. Needs no account and no network.") { portal, output, json };
        portal.AcceptExistingOnly();
        command.SetAction((parsed, cancel) => Ending.OfAsync(() => RunAsync(
            parsed.GetValue(portal), parsed.GetRequiredValue(output), parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> RunAsync(DirectoryInfo? portal, DirectoryInfo output, bool isJson, CancellationToken cancel)
    {
        DemoFolder folder = DemoFolder.Prepare(output);
        string[] choice = portal is null ? ["--generate", "60x600", "--seed", "1"] : ["--portal", portal.FullName];
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(choice, cancel);
        Demo demo = new(simulator, folder, isJson ? TextWriter.Null : Console.Out, TimeProvider.System);
        string runs = await demo.RunAsync(takesHistory: portal is not null, cancel);
        if (isJson)
        {
            Console.WriteLine(runs);
        }

        return demo.Failed > 0 ? ExitCode.SomeRefused : ExitCode.Completed;
    }
}
