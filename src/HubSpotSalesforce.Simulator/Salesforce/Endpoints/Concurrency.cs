using HubSpotSalesforce.Simulator.Salesforce.Writing;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>What requests that are under way at one time do to each other: they hold parents, and too many long ones keep others out.</summary>
/// <remarks>Thread-safe. [Limits-API], concurrent API request limits: 25 of 20 seconds or longer. The wait for a lock is about ten seconds ([dev.to]). Read 2026-11-21.</remarks>
public sealed class Concurrency
{
    private const int MostLong = 25;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly Dictionary<HttpContext, DateTimeOffset> _underWay = [];
    private readonly SalesforceOrg _org;
    private readonly TimeProvider _clock;

    internal Concurrency(SalesforceOrg org, TimeProvider clock)
    {
        _org = org;
        _clock = clock;
    }

    /// <summary>How often a request came upon a record that another one held.</summary>
    public int Contentions
    {
        get
        {
            lock (_org.Gate)
            {
                return _org.Writer.Locks.Contentions;
            }
        }
    }

    /// <summary>How long a request waits for a record that another one holds.</summary>
    public TimeSpan LockWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a request that writes takes, in which it holds parents.</summary>
    public TimeSpan WriteTime { get; set; }

    /// <summary>Lets a request in, until its answer has left.</summary>
    /// <exception cref="ApiFault">Too many long ones are under way.</exception>
    internal void Begin(HttpContext context)
    {
        lock (_underWay)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            if (_underWay.Values.Count(since => now - since >= Long) >= MostLong)
            {
                throw new ApiFault(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded.");
            }

            _underWay.Add(context, now);
        }

        context.Response.OnCompleted(() =>
        {
            lock (_underWay)
            {
                _underWay.Remove(context);
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>Answers a request with the gate held; again, from the start, when what it met was let go in time.</summary>
    internal async Task<ApiAnswer> AnswerAsync(Func<ApiAnswer> answer, CancellationToken cancel)
    {
        Transaction transaction = new();
        try
        {
            return await AnswerAsync(transaction, answer, cancel);
        }
        finally
        {
            lock (_org.Gate)
            {
                _org.Writer.Locks.Release(transaction);
            }

            transaction.End();
        }
    }

    private async Task<ApiAnswer> AnswerAsync(Transaction transaction, Func<ApiAnswer> answer, CancellationToken cancel)
    {
        DateTimeOffset until = _clock.GetUtcNow() + LockWait;
        while (true)
        {
            (ApiAnswer? given, bool wrote) = Try(transaction, answer, isPatient: _clock.GetUtcNow() < until);
            if (given is not null)
            {
                await (wrote && WriteTime > TimeSpan.Zero ? Task.Delay(WriteTime, _clock, cancel) : Task.CompletedTask);
                return given;
            }

            await WaitAsync(transaction.Blocker!.Ended, until - _clock.GetUtcNow(), cancel);
        }
    }

    private async Task WaitAsync(Task ended, TimeSpan rest, CancellationToken cancel)
    {
        try
        {
            await ended.WaitAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, _clock, cancel);
        }
        catch (TimeoutException)    // it tries a last time, and is refused
        {
        }
    }

    private (ApiAnswer? Answer, bool Wrote) Try(Transaction transaction, Func<ApiAnswer> answer, bool isPatient)
    {
        lock (_org.Gate)
        {
            (transaction.Blocker, transaction.IsPatient) = (null, isPatient);
            _org.Writer.Locks.Current = transaction;
            try
            {
                int mark = _org.Store.Unit.Mark;
                ApiAnswer given = answer();
                if (transaction is { Blocker: not null, IsPatient: true })
                {
                    _org.Store.Unit.GoBack(mark);
                    _org.Writer.Locks.Release(transaction);
                    return (null, false);
                }

                bool wrote = _org.Store.Unit.Mark > mark;
                _org.Store.Unit.Settle();
                return (given, wrote);
            }
            finally
            {
                _org.Writer.Locks.Current = null;
            }
        }
    }
}
