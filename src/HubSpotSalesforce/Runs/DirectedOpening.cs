namespace HubSpotSalesforce.Runs;

/// <summary>What the opening of a run has at hand, whichever way the run goes.</summary>
internal abstract class DirectedOpening
{
    private protected DirectedOpening(RunFooting footing, bool isShared)
    {
        Footing = footing;
        IsShared = isShared;
        Now = footing.Host.Clock.GetUtcNow();
        RunId = RunIds.At(Now, footing.Host.Chance);
    }

    protected RunFooting Footing { get; }

    /// <summary>Whether somebody else ends the footing, because the other way stands on it too.</summary>
    protected bool IsShared { get; }

    protected DateTimeOffset Now { get; }

    protected string RunId { get; }

    protected RunRequest Request => Footing.Request;

    protected SyncSession Session => Footing.Session;

    protected RunBooks Books => Footing.Books;
}
