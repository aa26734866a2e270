using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Faults;

namespace HubSpotSalesforce.Simulator;

/// <summary>What goes wrong with a call that a fault strikes: at most one thing, after a delay.</summary>
public record FaultEffect
{
    /// <summary>How long the call waits first, in milliseconds.</summary>
    public int DelayMs { get; init; }

    /// <summary>The status answered instead; the call is not carried out.</summary>
    public int? Status { get; init; }

    /// <summary>The body of that answer: text as it is, anything else as JSON.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>Headers of that answer, or of the known one.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A known error of the side, such as <c>burst</c>, answered instead of <see cref="Status"/> and <see cref="Body"/>; the call is not carried out.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether the connection breaks <c>before</c> the call is carried out or <c>after</c> it; null for not at all.</summary>
    public string? Drop { get; init; }

    /// <summary>Whether no answer comes, <c>before</c> the call is carried out or <c>after</c> it, until the client goes or the rules change; null for not at all.</summary>
    public string? Hang { get; init; }

    /// <summary>Where the answer of a call that was carried out ends in its middle: the <c>body</c>, told by its length, or the <c>connection</c>; null for nowhere.</summary>
    public string? Truncate { get; init; }

    /// <summary>Whether the call is delivered twice, as a proxy does that tries again: it is carried out two times, and the second answer comes.</summary>
    public bool Twice { get; init; }

    /// <summary>Whether the page before comes once more, instead of this one, with the link that leads here.</summary>
    public bool RepeatPage { get; init; }

    /// <summary>How many rows at the end of the page before come again at the beginning of this one.</summary>
    public int ShiftPage { get; init; }

    /// <summary>Whether the rows of a page come in another order.</summary>
    public bool Reorder { get; init; }

    /// <summary>How many results the answer of a call about many records leaves out, after the call was carried out.</summary>
    public int MissingRows { get; init; }

    /// <summary>How many records that a call to Salesforce writes meet a lock, from the first: each is refused, the others are written.</summary>
    public int LockRows { get; init; }

    /// <summary>Whether rows come in a way that a client must not mind; then answers are remembered from page to page.</summary>
    internal bool IsAboutPages => RepeatPage || ShiftPage > 0 || Reorder;

    /// <summary>Whether the call is carried out and its answer changed.</summary>
    internal bool ChangesAnswer => IsAboutPages || MissingRows > 0 || Truncate is not null;

    /// <summary>What is wrong with the effect itself on this side; null when nothing is.</summary>
    /// <param name="host">The side it is for; null for both.</param>
    protected string? EffectFault(string? host) => this switch
    {
        { Drop: not (null or "before" or "after") } => "drop must be before or after",
        { Hang: not (null or "before" or "after") } => "hang must be before or after",
        { Truncate: not (null or "body" or "connection") } => "truncate must be body or connection",
        { Status: < 200 or > 599 } => "status must be between 200 and 599",
        { DelayMs: < 0 } => "delayMs must not be negative",
        { ShiftPage: < 0 } or { MissingRows: < 0 } or { LockRows: < 0 } => "shiftPage, missingRows and lockRows must not be negative",
        { Status: null, Body: not null } => "a body needs a status",
        { Status: null, Answer: null, Headers.Count: > 0 } => "headers need a status or an answer",
        { LockRows: > 0 } when host != "salesforce" => "lockRows needs the host salesforce",
        { Answer: { } answer } when !KnownAnswer.IsKnown(host, answer) => $"answer must be one of {string.Join(", ", KnownAnswer.Names(host))}",
        _ => HowMany() switch
        {
            0 when DelayMs == 0 => "one of status, answer, drop, hang, truncate, twice, repeatPage, shiftPage, reorder, missingRows, lockRows and delayMs is needed",
            > 1 => "status, answer, drop, hang, truncate, twice, repeatPage, shiftPage, reorder, missingRows and lockRows exclude each other",
            _ => null,
        },
    };

    private int HowMany()
    {
        bool[] chosen =
        [
            Status is not null, Answer is not null, Drop is not null, Hang is not null, Truncate is not null,
            Twice, RepeatPage, ShiftPage > 0, Reorder, MissingRows > 0, LockRows > 0,
        ];
        return chosen.Count(one => one);
    }
}
