using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.Salesforce;

/// <summary>The Salesforce side: its records, its users' tokens and its endpoints.</summary>
public sealed class SalesforceOrg
{
    private readonly SimulatorClock _clock;
    private readonly WriteLog _log;
    private readonly CallCounters _calls;

    /// <summary>Creates an empty org with its standard objects and one integration user.</summary>
    public SalesforceOrg(SimulatorClock clock, WriteLog log, CallCounters calls)
    {
        _clock = clock;
        _log = log;
        _calls = calls;
    }

    /// <summary>The client id (consumer key) of the org's one external client app.</summary>
    public string ClientId { get; } = "3MVG9simulator";

    /// <summary>The client secret of that app.</summary>
    public string ClientSecret { get; } = "simulator-client-secret";

    /// <summary>An access token that is valid from the start and does not expire by itself.</summary>
    public string AccessToken { get; } = "00Dsim000000001EAA!simulator-access-token";

    /// <summary>Reads the records of a portal folder's <c>salesforce</c> part; files that are absent are skipped.</summary>
    public void Load(string folder) => throw new NotSupportedException(folder + _clock + _log + _calls);

    /// <summary>Puts a record in as if it had always been there: no log entry, no rules; server-owned fields that are missing are filled.</summary>
    public void Insert(string type, JsonObject record) => throw new NotSupportedException(type + record);

    /// <summary>The latest time stamp in any record, or null when there is none.</summary>
    public DateTimeOffset? Newest() => null;

    /// <summary>Moves all time stamps and dates of all records by this much.</summary>
    public void Shift(TimeSpan by) => throw new NotSupportedException(by.ToString());

    /// <summary>All rows of a type, deleted ones too, as they would read with every field.</summary>
    public IReadOnlyList<JsonObject> Records(string type) => throw new NotSupportedException(type);

    /// <summary>Adds the org's endpoints to a web application of its own.</summary>
    public void Map(WebApplication app) => throw new NotSupportedException(app.ToString());
}
