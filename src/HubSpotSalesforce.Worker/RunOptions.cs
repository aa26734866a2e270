using System.CommandLine;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Worker;

/// <summary>The options that every command has which runs.</summary>
internal sealed class RunOptions
{
    private readonly Option<FileInfo> _settings = new("--settings") { Description = "The settings file (YAML).", Required = true };
    private readonly Option<bool> _planOnly = new("--plan-only") { Description = "Print what would be done, one line an activity, and write nothing anywhere." };
    private readonly Option<bool> _force = new("--force")
    {
        Description = "Go on where a careful run stops: a side that holds our keys while the store knows none, more creates than limits.maxCreates, or more deletions than limits.maxDeletes.",
    };

    private readonly Option<string?> _wait = new("--wait")
    {
        Description = "Wait while another runner works on the same store: as long as it takes, or at most so long, such as 10m or 00:10:00.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print JSON alone: the runs, or with --plan-only one object a line." };

    public RunOptions() => _wait.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && WaitLength.Read(result.Tokens[0].Value) is null)
        {
            result.AddError("--wait takes a length of time such as 90s, 10m, 2h or 00:10:00, or nothing at all.");
        }
    });

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _settings, _planOnly, _force, _wait, _json })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What they ask for.</summary>
    public RunRequest Read(ParseResult parsed) => new()
    {
        SettingPath = parsed.GetRequiredValue(_settings).FullName,
        PlanOnly = parsed.GetValue(_planOnly),
        Force = parsed.GetValue(_force),
        Wait = parsed.GetResult(_wait) is null ? null : parsed.GetValue(_wait) is { } length ? WaitLength.Read(length) : Timeout.InfiniteTimeSpan,
    };

    /// <summary>Prints as they ask for.</summary>
    public RunPrint Print(ParseResult parsed) => new(Console.Out, Console.Error, parsed.GetValue(_json), parsed.GetValue(_planOnly));
}
