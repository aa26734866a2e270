using System.Reflection;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runner;

/// <summary>A store that tells before and after each of its writes, and lets whoever is told fail them.</summary>
internal class WatchedStore : DispatchProxy
{
    private IStateStore _store = null!;
    private Action<int> _before = null!;
    private Action<int> _after = null!;
    private int _writes;

    /// <summary>Returns a store that is watched.</summary>
    /// <param name="store">The store behind it.</param>
    /// <param name="before">Told of each write's number, from 1, before it is made; what it throws is thrown instead.</param>
    /// <param name="after">Told once the write is durable; what it throws is thrown although it was made.</param>
    public static IStateStore Of(IStateStore store, Action<int> before, Action<int> after)
    {
        IStateStore watched = Create<IStateStore, WatchedStore>();
        WatchedStore watcher = (WatchedStore)watched;
        (watcher._store, watcher._before, watcher._after) = (store, before, after);
        return watched;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        MethodInfo method = targetMethod!;
        if (!IsWrite(method))
        {
            return Call(method, args);
        }

        int number = Interlocked.Increment(ref _writes);
        return method.ReturnType == typeof(Task)
            ? WriteAsync(number, () => (Task)Call(method, args)!)
            : typeof(WatchedStore).GetMethod(nameof(AnswerAsync), BindingFlags.NonPublic | BindingFlags.Instance)!
                .MakeGenericMethod(method.ReturnType.GetGenericArguments()[0])
                .Invoke(this, [number, () => Call(method, args)!]);
    }

    // Taking the lease is a write, and so is all that names one.
    private static bool IsWrite(MethodInfo method)
        => method.Name == nameof(IStateStore.AcquireAsync) || method.GetParameters().FirstOrDefault()?.ParameterType == typeof(Lease);

    private object? Call(MethodInfo method, object?[]? args)
    {
        try
        {
            return method.Invoke(_store, args);
        }
        catch (TargetInvocationException thrown)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown.InnerException!);
            throw;
        }
    }

    private async Task WriteAsync(int number, Func<Task> write)
    {
        _before(number);
        await write();
        _after(number);
    }

    private async Task<T> AnswerAsync<T>(int number, Func<object> write)
    {
        _before(number);
        T answer = await (Task<T>)write();
        _after(number);
        return answer;
    }
}
