namespace HubSpotSalesforce.Remote;

/// <summary>How many requests a second a server takes that says nothing of what is left: a little fewer after each refusal, then slowly more again.</summary>
/// <remarks>Not thread-safe. The curve is the cubic one of RFC 9438: back soon to where it was refused, long near there, then beyond it.</remarks>
internal sealed class CubicRate
{
    // What is left of it after a refusal: most of it, for what stood still for a moment on the way is refused too.
    private const double AfterOne = 0.95;

    // And after one that comes soon after another: then it is far from what there is.
    private const double AfterMore = 0.85;

    // Fewer than so many a second it never is, and from there one a second is tried again.
    private const double Least = 0.5;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    // How long it takes back to where it was refused: the longer, the fewer refusals, and the longer it lasts until what others leave is used.
    private static readonly TimeSpan Regain = TimeSpan.FromSeconds(90);

    private readonly double _most;
    private DateTimeOffset _refusedAt = DateTimeOffset.MinValue;
    private double _peak;    // what was too much, or a little less where it was sooner than before
    private double _low;    // what was left right after the refusal

    /// <summary>Creates a rate.</summary>
    /// <param name="most">The most there may be, at least 1; also what it begins with.</param>
    public CubicRate(double most)
    {
        _most = most;
        _peak = most;
        _low = most;
    }

    /// <summary>How many a second may be sent.</summary>
    public double At(DateTimeOffset now)
    {
        double from = ((now - _refusedAt) / Regain) - 1;
        return Math.Min(_most, _peak + ((_peak - _low) * from * from * from));
    }

    /// <summary>Goes down: the server refused a request.</summary>
    /// <param name="now">The time.</param>
    /// <param name="pause">How long nothing is sent: what is refused in this time was on its way together, and for the same reason.</param>
    public void Refuse(DateTimeOffset now, TimeSpan pause)
    {
        if (now - _refusedAt <= pause)
        {
            return;
        }

        double left = now - _refusedAt <= Soon ? AfterMore : AfterOne;
        double refused = At(now);
        _peak = Math.Max(1, refused < _peak ? refused * (1 + left) / 2 : refused);    // sooner than before: others take more now
        _low = Math.Max(Least, refused * left);
        _refusedAt = now;
    }
}
