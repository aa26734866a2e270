using System.Runtime.CompilerServices;
using System.Threading.Channels;
using HubSpotSalesforce.HubSpot;

namespace HubSpotSalesforce.Runs;

/// <summary>Lets reading go on while earlier pages are planned and written, but never far ahead: memory stays the same however long the history.</summary>
internal static class ReadAhead
{
    private const int PagesAhead = 2;

    /// <summary>Returns the pages as they come.</summary>
    public static async IAsyncEnumerable<ActivityPage> Of(IAsyncEnumerable<ActivityPage> pages, [EnumeratorCancellation] CancellationToken cancel)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Channel<ActivityPage> ahead = Channel.CreateBounded<ActivityPage>(PagesAhead);
        Task reading = ReadAsync(pages, ahead.Writer, end.Token);
        try
        {
            await foreach (ActivityPage page in ahead.Reader.ReadAllAsync(cancel))
            {
                yield return page;
            }
        }
        finally
        {
            await end.CancelAsync();
            await reading;
        }
    }

    private static async Task ReadAsync(IAsyncEnumerable<ActivityPage> pages, ChannelWriter<ActivityPage> ahead, CancellationToken cancel)
    {
        Exception? fault = null;
        try
        {
            await foreach (ActivityPage page in pages.WithCancellation(cancel))
            {
                await ahead.WriteAsync(page, cancel);
            }
        }
        catch (Exception stopped) when (stopped is SyncException or OperationCanceledException)
        {
            fault = stopped;
        }
        finally
        {
            ahead.Complete(fault);
        }
    }
}
