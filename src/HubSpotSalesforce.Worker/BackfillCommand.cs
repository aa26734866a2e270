using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Worker;

/// <summary><c>backfill</c>: imports the history of Salesforce, which switching a family on does not (R49).</summary>
internal static class BackfillCommand
{
    public static Command Create()
    {
        RunOptions options = new();
        Option<DateTimeOffset> since = new("--since") { Description = "From when, such as 2025-01-01 or 2025-01-01T00:00:00Z; without an offset in UTC.", Required = true, CustomParser = Read };
        Option<DateTimeOffset?> until = new("--until") { Description = "Until when, days that are still to come included where it is left out: open tasks are due in the future.", CustomParser = result => Read(result) };
        Option<string[]> family = new("--family") { Description = "The families to take, of those that are on; all of them by default.", AllowMultipleArgumentsPerToken = true };
        family.AcceptOnlyFromAmong(RecordRun.AvailableFamilies);
        Command command = new("backfill", "Imports the tasks, emails, calls and events that Salesforce had before their family was switched on. Moves no cursor, and may be repeated.") { since, until, family };
        command.Validators.Add(result =>
        {
            if (result.GetResult(since) is not null && result.GetResult(until) is not null && result.GetValue(until) is { } end && end < result.GetValue(since))
            {
                result.AddError($"--until ({Told(end)}) is before --since ({Told(result.GetValue(since))}). Exchange the two.");
            }
        });
        options.AddTo(command);
        command.SetAction((parsed, cancel) => Ending.OfAsync(() => RunAsync(
            options.Read(parsed) with
            {
                BackfillSince = parsed.GetRequiredValue(since),
                BackfillUntil = parsed.GetValue(until),
                Kinds = parsed.GetValue(family) ?? [],
            },
            options.Print(parsed),
            cancel)));
        return command;
    }

    private static async Task<int> RunAsync(RunRequest request, RunPrint print, CancellationToken cancel)
    {
        await using RecordRun run = await RecordRun.OpenAsync(request, new RunHost { Waiting = print.Warned }, cancel);
        run.Warned += print.Warned;
        return await print.RunAsync(each => each(run), cancel);
    }

    private static string Told(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset Read(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at))
        {
            result.AddError($"'{text}' is no time. Write it as 2025-01-01 or 2025-01-01T00:00:00Z.");
        }

        return at;
    }
}
