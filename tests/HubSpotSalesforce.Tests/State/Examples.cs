using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.State;

/// <summary>Records to store, complete but for what a test is about.</summary>
internal static class Examples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Pair Pair(string key, string contentHash = "hash") => new()
    {
        Key = key,
        Kind = "callMade",
        HubSpotId = "17",
        SalesforceId = "00T000000000001AAA",
        ContentHash = contentHash,
        Base = new Dictionary<string, string?> { ["Subject"] = "Call: Ünal 📞", ["ActivityDate"] = null },
        RunId = "run-1",
    };

    public static Intent Intent(string key, string? id = null) => new(id ?? "intent of " + key, Pair(key) with { SalesforceId = "" }, Change.Create) { Beside = ["contacts/101"] };

    public static Settlement Written(Intent intent) => new(intent, Pair(intent.Pair.Key), Issue: null);

    public static Settlement Refused(Intent intent, string runId = "run-1") => new(intent, Pair: null, Issue(intent.Pair.Key, runId));

    public static Settlement Lost(Intent intent) => new(intent, Pair: null, Issue: null);

    public static IssueRecord Issue(string key, string runId = "run-1") => new()
    {
        Key = key,
        Kind = "callMade",
        SourceId = "17",
        Fault = "RecordRejected",
        ApiCode = "FIELD_CUSTOM_VALIDATION_EXCEPTION",
        Message = "A call needs a result.",
        At = Noon,
        OccurredAt = Noon, Tries = 1, PayloadHash = "0123456789abcdef",
        RunId = runId,
    };

    public static WaitingActivity Waiting(string key) => new()
    {
        Key = key,
        Kind = "formSubmission",
        SourceId = "18",
        OccurredAt = Noon.AddDays(-2),
        WaitingSince = Noon,
        Code = "NoContact",
        Payload = """{"email":"a@acme.com"}""",
    };

    public static RunRecord Run(string id) => new()
    {
        RunId = id,
        StartedAt = Noon,
        EndedAt = Noon.AddMinutes(1),
        Ending = "completed",
        Read = 1,
        Created = 2,
        Updated = 3,
        Unchanged = 4,
        Failed = 5,
        Skipped = new Dictionary<string, int> { ["NoLinkedContact"] = 6 },
        HubSpotCalls = 7,
        SalesforceCalls = 8,
    };
}
