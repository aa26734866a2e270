namespace HubSpotSalesforce.Simulator.Salesforce.Records;

/// <summary>The writes of one request, until they are logged or undone.</summary>
internal sealed class WriteUnit
{
    private readonly List<(Action? Undo, Action? Log)> _steps = [];

    /// <summary>How many steps there are: a place to go back to.</summary>
    public int Mark => _steps.Count;

    /// <summary>Remembers how to undo a write.</summary>
    public void Did(Action undo) => _steps.Add((undo, null));

    /// <summary>Remembers what to log once the request stands.</summary>
    public void Will(Action log) => _steps.Add((null, log));

    /// <summary>Undoes everything after a mark, latest first.</summary>
    public void GoBack(int mark)
    {
        for (int step = _steps.Count - 1; step >= mark; step--)
        {
            _steps[step].Undo?.Invoke();
        }

        _steps.RemoveRange(mark, _steps.Count - mark);
    }

    /// <summary>Logs everything, oldest first, and starts anew.</summary>
    public void Settle()
    {
        foreach ((_, Action? log) in _steps)
        {
            log?.Invoke();
        }

        _steps.Clear();
    }
}
