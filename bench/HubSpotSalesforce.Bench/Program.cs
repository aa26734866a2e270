using System.CommandLine;
using HubSpotSalesforce.Bench;

Option<FileInfo> baseline = new("--baseline")
{
    Description = "The figures to compare with.",
    DefaultValueFactory = _ => new FileInfo(Path.Combine(AppContext.BaseDirectory, "../../../../baseline.json")),
};
Option<bool> save = new("--save") { Description = "Write the figures over those of the baseline." };
RootCommand root = new("Measures the worker against the simulator. The second column is the baseline. Nothing is asserted.")
{
    Command("calls", "Calls for 10,000 new activities, and of a run without changes.", benchmarks => benchmarks.CallsAsync()),
    Command("speed", "Activities per second at 0 and 50 ms an answer.", benchmarks => benchmarks.SpeedAsync()),
    Command("memory", "Peak memory at 10,000 and 200,000 activities.", benchmarks => benchmarks.MemoryAsync()),
    Report(),
    ReportOnce(),
};
return await root.Parse(args).InvokeAsync();

Command Report()
{
    Option<int> tasks = new("--tasks") { Description = "How many tasks the org has.", DefaultValueFactory = _ => 1_000_000 };
    Option<string[]> format = new("--format") { Description = "Only these formats.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ReportMeasure.Formats };
    format.AcceptOnlyFromAmong(ReportMeasure.Formats);
    Command command = new("report", "Time and peak memory of a report over a million tasks, in each format.") { baseline, save, tasks, format };
    command.SetAction(async (parsed, _) =>
    {
        string path = parsed.GetRequiredValue(baseline).FullName;
        Figures figures = Figures.Beside(path);
        Console.WriteLine(Figures.Machine);
        await ReportMeasure.RunAsync(figures, parsed.GetRequiredValue(tasks), parsed.GetRequiredValue(format));
        if (parsed.GetValue(save))
        {
            figures.Save(path);
        }
    });
    return command;
}

// The process that is measured: it is not for people.
Command ReportOnce()
{
    Argument<string> settings = new("settings");
    Argument<string> file = new("file");
    Command command = new("report-once") { settings, file };
    command.Hidden = true;
    command.SetAction((parsed, _) => ReportMeasure.WriteAsync(parsed.GetRequiredValue(settings), parsed.GetRequiredValue(file)));
    return command;
}

Command Command(string name, string description, Func<Benchmarks, Task> run)
{
    Command command = new(name, description) { baseline, save };
    command.SetAction(async (parsed, _) =>
    {
        string path = parsed.GetRequiredValue(baseline).FullName;
        Figures figures = Figures.Beside(path);
        Console.WriteLine(Figures.Machine);
        await run(new Benchmarks(figures));
        if (parsed.GetValue(save))
        {
            figures.Save(path);
        }
    });
    return command;
}
