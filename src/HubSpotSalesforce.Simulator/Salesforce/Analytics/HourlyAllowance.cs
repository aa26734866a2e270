namespace HubSpotSalesforce.Simulator.Salesforce.Analytics;

/// <summary>How many runs of reports the org takes in an hour. For one caller at a time.</summary>
internal sealed class HourlyAllowance(int most)
{
    private readonly Queue<DateTimeOffset> _taken = new();

    /// <summary>The runs within an hour.</summary>
    public int Most { get; set; } = most;

    /// <summary>Uses one; false when none is left.</summary>
    public bool Take(DateTimeOffset now)
    {
        while (_taken.TryPeek(out DateTimeOffset oldest) && now - oldest >= TimeSpan.FromHours(1))
        {
            _taken.Dequeue();
        }

        if (_taken.Count >= Most)
        {
            return false;
        }

        _taken.Enqueue(now);
        return true;
    }
}
