namespace HubSpotSalesforce.Worker;

/// <summary>Turns what ends a command into its exit code and one line on stderr.</summary>
internal static class Ending
{
    public static async Task<int> OfAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (SyncException stopped)
        {
            await Console.Error.WriteLineAsync($"{stopped.Kind}: {stopped.Message}");
            return ExitCode.Of(stopped.Kind);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Canceled. What was in flight is settled by the next run.");
            return ExitCode.Canceled;
        }
    }
}
