using System.Runtime.InteropServices;

namespace HubSpotSalesforce.Reports;

/// <summary>Counts people: who there is, what they did, and how far each went with each email.</summary>
/// <remarks>Holds some 100 bytes for a person, and 20 for a person and an email.</remarks>
internal sealed class PeopleTally
{
    private const byte SentStep = 1;
    private const byte OpenedStep = 2;
    private const byte ClickedStep = 4;
    private const byte RepliedStep = 8;

    private readonly Dictionary<UInt128, int> _numbers = [];
    private readonly List<Engagement> _people = [];
    private readonly List<Dictionary<int, byte>> _steps = [];    // by email, then by person: many small tables, which grow at different times

    /// <summary>How many people there are.</summary>
    public int Count => _people.Count;

    /// <summary>Takes an activity.</summary>
    /// <param name="row">The activity.</param>
    /// <param name="campaign">The number of its email; null for what belongs to none.</param>
    public void Add(ReportRow row, int? campaign)
    {
        UInt128 id = PackedId.Of(row.PersonId);
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, id, out bool isKnown);
        if (!isKnown)
        {
            number = _people.Count;
            _people.Add(new Engagement { Person = id });
        }

        int person = number;
        CollectionsMarshal.AsSpan(_people)[person].Add(row.Kind, row.Date);
        if (campaign is { } email && StepOf(row.Kind) is var step and > 0)
        {
            while (_steps.Count <= email)
            {
                _steps.Add([]);
            }

            CollectionsMarshal.GetValueRefOrAddDefault(_steps[email], person, out _) |= step;
        }
    }

    /// <summary>How many people an email was sent to, and how many of them opened, clicked and answered, by the email's number.</summary>
    /// <remarks>Whoever clicked or answered has opened, whether the mail program told or not.</remarks>
    /// <param name="countsOthers">Whether people count who opened and to whom it was sent at another time; never for an email of which no sending is known.</param>
    public Dictionary<int, (int Sent, int Opened, int Clicked, int Replied)> Funnels(bool countsOthers)
    {
        Dictionary<int, (int Sent, int Opened, int Clicked, int Replied)> funnels = [];
        foreach ((int campaign, Dictionary<int, byte> people) in _steps.Index())
        {
            bool isSent = people.Values.Any(steps => (steps & SentStep) > 0);
            byte[] counted = [.. people.Values.Where(steps => countsOthers || (steps & SentStep) > 0)];
            if (counted.Length > 0)
            {
                funnels[campaign] = (
                    isSent ? counted.Length : 0,
                    counted.Count(steps => (steps & (OpenedStep | ClickedStep | RepliedStep)) > 0),
                    counted.Count(steps => (steps & ClickedStep) > 0),
                    counted.Count(steps => (steps & RepliedStep) > 0));
            }
        }

        return funnels;
    }

    /// <summary>The people who did most; those who did nothing are not among them.</summary>
    public Engagement[] Most(int count) => Best(count, person => person.Engaged > 0, (one, other) =>
        (other.Engaged, other.Responded, other.LastDay, one.Person).CompareTo((one.Engaged, one.Responded, one.LastDay, other.Person)));

    /// <summary>The people who were reached most often and did least.</summary>
    public Engagement[] Least(int count) => Best(count, person => person.Reached > 0 && person.Engaged < person.Reached, (one, other) =>
        (one.Engaged, other.Reached, one.LastDay, one.Person).CompareTo((other.Engaged, one.Reached, other.LastDay, other.Person)));

    // A heap of the best few: half a million people are not sorted for ten.
    private Engagement[] Best(int count, Func<Engagement, bool> counts, Comparison<Engagement> order)
    {
        PriorityQueue<Engagement, Engagement> best = new(Comparer<Engagement>.Create((one, other) => order(other, one)));
        foreach (Engagement person in _people)
        {
            if (counts(person))
            {
                best.Enqueue(person, person);
                if (best.Count > count)
                {
                    best.Dequeue();
                }
            }
        }

        Engagement[] found = [.. best.UnorderedItems.Select(item => item.Element)];
        Array.Sort(found, order);
        return found;
    }

    private static byte StepOf(string? kind) => kind switch
    {
        "marketingEmailSent" or "salesEmailSent" => SentStep,
        "marketingEmailOpened" or "salesEmailOpened" => OpenedStep,
        "marketingEmailClicked" or "salesEmailClicked" => ClickedStep,
        "salesEmailReplied" => RepliedStep,
        _ => 0,
    };
}
