using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Access;
using HubSpotSalesforce.Simulator.Salesforce.Analytics;
using HubSpotSalesforce.Simulator.Salesforce.Bulk;
using HubSpotSalesforce.Simulator.Salesforce.Endpoints;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;
using HubSpotSalesforce.Simulator.Salesforce.Writing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HubSpotSalesforce.Simulator.Salesforce;

/// <summary>The Salesforce side: its records, its users' tokens and its endpoints.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class SalesforceOrg
{
    private readonly RecordStore _store;
    private readonly RecordWriter _writer;
    private readonly PortalRecords _portal;
    private readonly TokenBook _tokens;
    private readonly DailyAllowance _allowance;
    private readonly QueryEndpoints _queries;
    private readonly IngestEndpoints _ingest;
    private readonly OAuthEndpoints _oauth;
    private readonly DataEndpoints _data;

    /// <summary>Creates an empty org with its standard objects and one integration user.</summary>
    public SalesforceOrg(SimulatorClock clock, WriteLog log, CallCounters calls)
    {
        _store = new RecordStore(new Catalogue(), clock);
        OrgFoundation.Lay(_store);
        _writer = new RecordWriter(_store, log);
        _portal = new PortalRecords(_store);
        People = new PersonEdits(this, _portal);
        _tokens = new TokenBook(AccessToken, OrgFoundation.IntegrationUserId, clock);
        _allowance = new DailyAllowance(clock);
        _queries = new QueryEndpoints(_store);
        _ingest = new IngestEndpoints(_store, _writer);
        Reports = new ReportEndpoints(_store, log);
        _oauth = new OAuthEndpoints(this, _store, _tokens, clock, calls);
        CustomFields customFields = new(_store);
        Discovery = new DiscoveryEndpoints(_store.Catalogue, customFields, _allowance, _writer.Rules, clock);
        Concurrency = new Concurrency(this, clock);
        _data = new DataEndpoints(this, _store, _tokens, _allowance, Routes(log, customFields), calls, Concurrency);
    }

    /// <summary>The client id (consumer key) of the org's one external client app.</summary>
    public string ClientId { get; } = "3MVG9simulator";

    /// <summary>The client secret of that app.</summary>
    public string ClientSecret { get; } = "simulator-client-secret";

    /// <summary>An access token that is valid from the start and does not expire by itself.</summary>
    public string AccessToken { get; } = "00Dsim000000001EAA!simulator-access-token";

    /// <summary>The id of the integration user, whose tokens client credentials give.</summary>
    public string IntegrationUserId { get; } = OrgFoundation.IntegrationUserId;

    /// <summary>The name the integration user logs in with: the <c>sub</c> of a JWT.</summary>
    public string IntegrationUsername { get; } = OrgFoundation.IntegrationUsername;

    /// <summary>How many requests the org takes in any 24 hours, 100,000 unless set; 0 refuses all.</summary>
    public int DailyRequests
    {
        get => _allowance.Most;
        set => _allowance.Most = value;
    }

    /// <summary>How many of these requests are left.</summary>
    public int RequestsLeft => _allowance.Left;

    /// <summary>The most records of a query's page, whatever a client asks for; 2,000 unless set.</summary>
    public int PageCeiling
    {
        get => _queries.PageCeiling;
        set => _queries.PageCeiling = value;
    }

    /// <summary>Whether creates may set CreatedDate and the other audit fields; false unless set.</summary>
    public bool SetsAuditFields
    {
        get => _writer.SetsAuditFields;
        set => _writer.SetsAuditFields = value;
    }

    /// <summary>What people do to records.</summary>
    public PersonEdits People { get; }

    /// <summary>What requests do to each other that are under way at one time.</summary>
    public Concurrency Concurrency { get; }

    /// <summary>The records, for one who holds <see cref="Gate"/>.</summary>
    internal RecordStore Store => _store;

    /// <summary>Writes records by all rules, for one who holds <see cref="Gate"/>.</summary>
    internal RecordWriter Writer => _writer;

    /// <summary>What the org tells of itself, for one who holds <see cref="Gate"/>.</summary>
    internal DiscoveryEndpoints Discovery { get; }

    /// <summary>Its reports, for one who holds <see cref="Gate"/>.</summary>
    internal ReportEndpoints Reports { get; }

    /// <summary>Guards the records: held while one request is answered.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>Lets a server take addresses as long as the platform does; the org itself refuses longer ones.</summary>
    public static void AdmitLongAddresses(KestrelServerOptions server)
    {
        server.Limits.MaxRequestLineSize = 128 * 1024;
        server.Limits.MaxRequestHeadersTotalSize = 128 * 1024;
    }

    /// <summary>Reads the records of a portal folder's <c>salesforce</c> part; files that are absent are skipped.</summary>
    /// <exception cref="InvalidDataException">A line is no record; the message names file and line.</exception>
    public void Load(string folder)
    {
        lock (Gate)
        {
            _portal.Load(folder);
        }
    }

    /// <summary>Puts a record in as if it had always been there: no log entry, no rules; server-owned fields that are missing are filled.</summary>
    /// <exception cref="InvalidDataException">There is no such type, or its id or a value is not one.</exception>
    public void Insert(string type, JsonObject record)
    {
        lock (Gate)
        {
            _portal.Insert(type, record);
        }
    }

    /// <summary>The latest time stamp (created, modified) in any record that tells one, or null when there is none.</summary>
    public DateTimeOffset? Newest()
    {
        lock (Gate)
        {
            return _portal.Newest();
        }
    }

    /// <summary>Moves all time stamps and dates of all records by this much; dates by the nearest number of whole days.</summary>
    public void Shift(TimeSpan by)
    {
        lock (Gate)
        {
            _portal.Shift(by);
        }
    }

    /// <summary>All rows of a type, deleted ones too, as they would read with every field.</summary>
    public IReadOnlyList<JsonObject> Records(string type)
    {
        lock (Gate)
        {
            return [.. _store[_store.Catalogue[type]].Rows.Select(row => RecordJson.Full(row, _store.Now))];
        }
    }

    /// <summary>Lets automations change every record that is saved from now on; none takes them away.</summary>
    /// <exception cref="InvalidDataException">There is no such type or field.</exception>
    public void Automate(params IReadOnlyList<FieldTouch> touches)
    {
        lock (Gate)
        {
            foreach (FieldTouch touch in touches)
            {
                ObjectType type = _store.Catalogue.Require(touch.Type);
                string? unknown = touch.Set.Keys.Concat(touch.Append.Keys).FirstOrDefault(name => !type.TryGet(name, out _));
                if (unknown is not null)
                {
                    throw new InvalidDataException($"{touch.Type} has no field {unknown}.");
                }
            }

            _writer.Effects.Touches = touches;
        }
    }

    /// <summary>Leaves this many requests for the next 24 hours; null for as many as usual.</summary>
    public void LeaveRequests(int? requests) => _allowance.Leave(requests);

    /// <summary>How long a token lives that nobody uses; null, as unless set, for ever.</summary>
    public TimeSpan? SessionLength
    {
        get => _tokens.Lifetime;
        set => _tokens.Lifetime = value;
    }

    /// <summary>Ends all tokens that the token endpoint issued, as time would.</summary>
    public void ExpireTokens() => _tokens.Expire();

    /// <summary>Makes a field required in every record that is saved from now on.</summary>
    public void Require(string type, string field)
    {
        lock (Gate)
        {
            _writer.Rules.Require(type, field);
        }
    }

    /// <summary>Takes back what <see cref="Require"/> asked for.</summary>
    public void RequireNothing()
    {
        lock (Gate)
        {
            _writer.Rules.RequireNothing();
        }
    }

    /// <summary>Adds a validation rule: given type and record as it would be saved, it returns an error or null.</summary>
    public void Refuse(Func<string, JsonObject, (string Code, string Message)?> rule)
    {
        lock (Gate)
        {
            _writer.Rules.Add(rule);
        }
    }

    /// <summary>Refuses records of a type with this value in this field, and, as a trigger that throws, all that are written with them.</summary>
    public void Refuse(string type, string field, string value, string code, string message, bool isOfAll = false)
    {
        lock (Gate)
        {
            _writer.Rules.Refuse(type, field, value, code, message, isOfAll);
        }
    }

    /// <summary>Drops all validation rules.</summary>
    public void RefuseNothing()
    {
        lock (Gate)
        {
            _writer.Rules.Clear();
        }
    }

    /// <summary>Lets another transaction hold a record until this many writes of activities below it have failed.</summary>
    /// <exception cref="ArgumentException">It is not a record id.</exception>
    public void HoldLock(string id, int writes)
    {
        lock (Gate)
        {
            _writer.Locks.Hold(RecordId.Normalise(id) ?? throw new ArgumentException($"{id} is not a record id.", nameof(id)), writes);
        }
    }

    /// <summary>Converts a lead as a user does by hand, with no log entry, and returns the id of its contact.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="contactId">The contact to merge into; null for a new one with an account of its own.</param>
    /// <param name="opportunityId">The opportunity that its activities move to; null for none.</param>
    /// <param name="newOwnerId">Who gets its open activities of the integration user, who converts; null for nobody new.</param>
    /// <exception cref="InvalidOperationException">There is no such lead, or it is converted or deleted.</exception>
    public string ConvertLead(string leadId, string? contactId = null, string? opportunityId = null, string? newOwnerId = null)
    {
        lock (Gate)
        {
            string contact = new LeadConversion(_store, leadId) { ContactId = contactId, OpportunityId = opportunityId, NewOwnerId = newOwnerId }.Run();
            _store.Unit.Settle();
            return contact;
        }
    }

    /// <summary>Adds the org's endpoints to a web application of its own.</summary>
    public void Map(WebApplication app)
    {
        _oauth.Map(app);
        _data.Map(app);
        new SimulatorEndpoints(this, _oauth).Map(app);
        new BulkControl(this, _ingest).Map(app);
    }

    private ApiRoutes Routes(WriteLog log, CustomFields customFields)
    {
        ApiRoutes routes = new();
        Discovery.AddTo(routes);
        _queries.AddTo(routes);
        new ToolingEndpoints(_store, customFields, log).AddTo(routes);
        new CollectionEndpoints(_store, _writer).AddTo(routes);
        new CompositeEndpoints(_store, routes).AddTo(routes);
        new BatchEndpoint(_store, routes, _allowance).AddTo(routes);
        new ReplicationEndpoints(_store).AddTo(routes);
        new RecordEndpoints(_store, _writer).AddTo(routes);
        _ingest.AddTo(routes);
        new QueryJobEndpoints(_store, _ingest).AddTo(routes);
        Reports.AddTo(routes);
        return routes;
    }
}
