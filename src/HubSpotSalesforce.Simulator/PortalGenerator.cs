using HubSpotSalesforce.Simulator.Generation;

namespace HubSpotSalesforce.Simulator;

/// <summary>Makes up a portal and its org from a seed: the same size, seed and instant make the same records.</summary>
/// <remarks>
/// Of five contacts, one has no counterpart in Salesforce, one is a lead, one a contact that only its email address
/// leads to, two are contacts linked by property. Activities fill the twenty days before <c>now</c>, ids grow with time.
/// </remarks>
/// <param name="size">How much of it.</param>
/// <param name="seed">Any number.</param>
/// <param name="now">The end of the portal's history.</param>
public sealed class PortalGenerator(PortalSize size, int seed, DateTimeOffset now)
{
    private static readonly TimeSpan History = TimeSpan.FromDays(20);

    /// <summary>The records of both sides, those that others refer to first; each reading draws them anew.</summary>
    public IEnumerable<GeneratedRecord> Generate()
    {
        // Whole milliseconds are all that HubSpot keeps.
        DateTimeOffset end = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        Chance chance = new(seed);
        Words words = new(chance);
        People people = new(chance, words, end);
        Marketing marketing = new(chance, words, people, end);
        Engagements engagements = new(chance, words, people, end);
        return people.Generate(size.Contacts)
            .Concat(marketing.Generate(size.Activities))
            .Concat(Times(end).SelectMany(at => Activity(at, chance, marketing, engagements)));
    }

    private IEnumerable<DateTimeOffset> Times(DateTimeOffset end)
        => Enumerable.Range(1, size.Activities).Select(number => end - History + new TimeSpan(History.Ticks / size.Activities * number));

    private static IEnumerable<GeneratedRecord> Activity(DateTimeOffset at, Chance chance, Marketing marketing, Engagements engagements)
        => chance.Below(100) switch
        {
            < 36 => marketing.EmailEvent(at),
            < 44 => [marketing.Submission(at)],
            < 48 => [marketing.Occurrence(at)],
            < 60 => [engagements.Email(at)],
            < 70 => [engagements.Meeting(at)],
            < 82 => [engagements.Call(at)],
            < 90 => [engagements.Note(at)],
            _ => [engagements.Task(at)],
        };
}
