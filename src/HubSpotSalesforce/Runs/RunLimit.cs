namespace HubSpotSalesforce.Runs;

/// <summary>A limit at which a run stops before it writes. A plan goes on and says so; force goes past it (O15, R51).</summary>
internal sealed class RunLimit
{
    private readonly Action<string>? _note;

    private RunLimit(int max, Action<string>? note)
    {
        Max = max;
        _note = note;
    }

    /// <summary>The most that goes through without a second word.</summary>
    public int Max { get; }

    /// <summary>Whether everything goes through.</summary>
    public bool IsOff => Max == int.MaxValue;

    /// <summary>Whether it is only told of, since nothing will be written.</summary>
    public bool IsTold => _note is not null;

    /// <summary>Returns the limit as it holds for a request.</summary>
    /// <param name="max">What the settings say.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="note">Told where a run would stop.</param>
    public static RunLimit For(int max, RunRequest request, Action<string> note) => new(request.Force ? int.MaxValue : max, request.PlanOnly ? note : null);

    /// <summary>Stops a run that would go past it, or says that one would stop.</summary>
    /// <param name="count">What a run would do.</param>
    /// <param name="found">That as a sentence.</param>
    /// <param name="about">What the limit is called, or what was left to go on with.</param>
    /// <param name="next">What became of it, and the next step.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.LimitReached"/>.</exception>
    public void Check(int count, string found, string about, string next)
    {
        if (count <= Max)
        {
            return;
        }

        if (_note is null)
        {
            throw new SyncException(FaultKind.LimitReached, about, $"{found} {next}");
        }

        _note($"A run would stop here. {found} -Force (--force) goes past it.");
    }
}
