using System.CommandLine;
using HubSpotSalesforce;
using HubSpotSalesforce.Worker;

RootCommand root = new(
    $"""
    Keeps the activities of HubSpot and Salesforce in step, both ways, without PowerShell.

    Exit codes:
    {ExitCode.Table}
    """)
{
    RunCommand.Create(),
    BackfillCommand.Create(),
    CompareCommand.Create(),
    InitCommand.OfOrg(),
    InitCommand.OfPortal(),
    DemoCommand.Create(),
};

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync(error.Message);
    }

    string[] known = [.. parsed.CommandResult.Command.Options.Select(option => option.Name), .. parsed.CommandResult.Command.Subcommands.Select(command => command.Name)];
    foreach (string meant in parsed.UnmatchedTokens.Select(token => Nearest.To(token, known)).OfType<string>())
    {
        await Console.Error.WriteLineAsync($"Did you mean {meant}?");
    }

    await Console.Error.WriteLineAsync("Run with --help to see what there is.");
    return ExitCode.BadInput;
}

// Ctrl+C and SIGTERM cancel the command; whatever it does not end within two seconds is cut off, and the journal settles it later.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(2) });
