using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Tests.Settings;

/// <summary>Bad input: each fault with its place, what it is, and what to do.</summary>
public sealed class SettingFaultTests
{
    // Line 7 is the first after the shortest file.
    [Theory]
    [InlineData("limitz: { maxCreates: 1 }", 7, 1, "There is no key 'limitz' at the top of the file. Did you mean limits?")]
    [InlineData("limits: { maxcreate: 1 }", 7, 11, "There is no key 'maxcreate' in limits. Did you mean maxCreates?")]
    [InlineData("includeFiltered: true", 7, 1, "There is no key 'includeFiltered' at the top of the file. Did you mean timeline.includeFiltered?")]
    [InlineData("contacts:\n  zzz: 1", 8, 3, "There is no key 'zzz' in contacts. Known here: linkBy, inclusionList, assumeSyncedAt.")]
    [InlineData("timeline:\n  kinds:\n    calMade: { sync: true }", 9, 5, "There is no kind 'calMade' in timeline.kinds. Did you mean callMade?")]
    [InlineData("timeline:\n  kinds:\n    callMade: { sink: true }", 9, 17, "There is no key 'sink' in timeline.kinds.callMade. Did you mean sync?")]
    [InlineData("timeline:\n  kinds:\n    callMade: true", 9, 15, "timeline.kinds.callMade must be a section with keys of its own, not true or false. Write its keys below it: sync, taskType,")]
    [InlineData("timeline:\n  kinds: [callMade]", 8, 10, "timeline.kinds must be a section with keys of its own, not a list. Write a line for each kind below it: formSubmission: ...")]
    [InlineData("owners: { map: [a] }", 7, 16, "owners.map must be a section with keys of its own, not a list. Write a line for each name below it: name: anna@acme.com.prod.")]
    [InlineData("owners: { map: { A@b.c: x, a@b.c: y } }", 7, 28, "'a@b.c' stands here twice, in another case.")]
    [InlineData("timeline: { kinds: { callMade: { sync: maybe } } }", 7, 40, "timeline.kinds.callMade.sync must be true or false, but 'maybe' is text. Write true or false, without quotes.")]
    [InlineData("timeline: { kinds: { callMade: { sync: yes } } }", 7, 40, "timeline.kinds.callMade.sync must be true or false, but 'yes' is text.")]
    [InlineData("timeline: { kinds: { callMade: { sync: 'true' } } }", 7, 40, "timeline.kinds.callMade.sync must be true or false, but 'true' is text. Write true or false, without quotes.")]
    [InlineData("timeline: { kinds: { callMade: { taskType: 7 } } }", 7, 44, "timeline.kinds.callMade.taskType must be text, but '7' is a number. Write it in quotes: \"7\".")]
    [InlineData("timeline: { kinds: { callMade: { subject: \"a\\nb\" } } }", 7, 43, "timeline.kinds.callMade.subject must be one line of text.")]
    [InlineData("limits: { maxCreates: many }", 7, 23, "limits.maxCreates must be a whole number, but 'many' is text. Write a whole number, such as 5000.")]
    [InlineData("limits: { maxCreates: 1.5 }", 7, 23, "limits.maxCreates must be a whole number, but '1.5' is a number.")]
    [InlineData("limits: { maxCreates: -1 }", 7, 23, "limits.maxCreates must be from 0 to 2147483647, not -1.")]
    [InlineData("limits: { maxCreates: [1] }", 7, 23, "limits.maxCreates must be a single value, not a list.")]
    [InlineData("limits: { apiCalls: { hubspot: 101% } }", 7, 32, "limits.apiCalls.hubspot must be a number of calls or a percentage up to 100%, not '101%'. Write hubspot: 50%.")]
    [InlineData("limits: 5", 7, 9, "limits must be a section with keys of its own, not a number. Write its keys below it: maxCreates,")]
    [InlineData("timeZone: Europe/Warsav", 7, 11, "timeZone 'Europe/Warsav' is not a time zone. Did you mean Europe/Warsaw?")]
    [InlineData("timeZone: Warsaw", 7, 11, "timeZone 'Warsaw' is not a time zone. Did you mean Europe/Warsaw?")]
    [InlineData("timeZone: +25:00", 7, 11, "timeZone '+25:00' is not a time zone.")]
    [InlineData("timeline: { enabledAt: 2026-11-21 }", 7, 24, "timeline.enabledAt must be a moment with its offset from UTC, not '2026-11-21'. Write it as 2026-11-21T00:00:00Z,")]
    [InlineData("timeline: { enabledAt: 2026-11-21T00:00:00 }", 7, 24, "timeline.enabledAt must be a moment with its offset from UTC,")]
    [InlineData("timeline: { enabledAt: 2026-02-30T00:00:00Z }", 7, 24, "timeline.enabledAt must be a moment with its offset from UTC,")]
    [InlineData("timeline: { enabledAt: 5 }", 7, 24, "timeline.enabledAt must be a moment with its offset from UTC, not '5'.")]
    [InlineData("events: { settle: 10 }", 7, 19, "events.settle must be a length of time, not '10'. Write a number with s, m, h or d: 10m.")]
    [InlineData("waiting: { keep: 9999d }", 7, 18, "waiting.keep must be at most 3650d.")]
    [InlineData("contacts: { linkBy: property }", 7, 21, "contacts.linkBy must be a list of words, not text. Write linkBy: [property, email].")]
    [InlineData("contacts: { linkBy: [property, phone] }", 7, 21, "contacts.linkBy must be property or email, not 'phone'.")]
    [InlineData("contacts: { linkBy: [email, email] }", 7, 21, "contacts.linkBy names a word twice.")]
    [InlineData("contacts: { linkBy: [[email]] }", 7, 22, "contacts.linkBy must be a list of words.")]
    [InlineData("timeline: { owners: chains }", 7, 21, "timeline.owners must be chain or integrationUser, not 'chains'. Did you mean chain?")]
    [InlineData("nativeConnector: false", 7, 18, "nativeConnector must be off or coexist, not 'false'. Write off or coexist.")]
    [InlineData("nativeConnector: coexist\ntimeline: { includeFromSalesforce: true }", 8, 36, "timeline.includeFromSalesforce and nativeConnector: coexist exclude each other:")]    // O1
    [InlineData("version: 1", 7, 1, "'version' stands here twice. Remove one of the two.")]
    [InlineData("salesforceToHubSpot: { tasks: { mappings: [ { field: Subject } ] } }", 7, 45, "salesforceToHubSpot.tasks.mappings.0 has no property. Write property: hs_task_subject.")]
    [InlineData("salesforceToHubSpot: { tasks: { mappings: [ { property: hs_task_subject } ] } }", 7, 45, "salesforceToHubSpot.tasks.mappings.0 has no field. Write field: Subject.")]
    [InlineData("salesforceToHubSpot: { tasks: { mappings: [ { field: A, property: b }, { field: a, property: B } ] } }", 7, 72, "salesforceToHubSpot.tasks.mappings.1 maps a a second time. Remove one of the two.")]
    [InlineData("salesforceToHubSpot: { tasks: { mappings: [ { field: A, property: b, direction: back } ] } }", 7, 81, "salesforceToHubSpot.tasks.mappings.0.direction must be both or toHubSpot or toSalesforce or off, not 'back'.")]    // R54
    [InlineData("salesforceToHubSpot: { calls: { conflict: mine } }", 7, 43, "salesforceToHubSpot.calls.conflict must be salesforce or hubspot or newest or manual, not 'mine'.")]    // R52
    [InlineData("salesforceToHubSpot: { notes: { sync: true } }", 7, 24, "There is no key 'notes' in salesforceToHubSpot.")]    // R44
    [InlineData("salesforceToHubSpot: { dueHour: 24 }", 7, 33, "salesforceToHubSpot.dueHour must be")]
    [InlineData("salesforceToHubSpot: { tasks: { mappings: [ Subject ] } }", 7, 45, "salesforceToHubSpot.tasks.mappings.0 must be a list of sections, not text.")]
    public void A_fault_is_told_with_its_place_and_what_to_do(string text, int line, int column, string told)
    {
        using SettingFile file = new(SettingFile.Shortest + text);

        SettingFault fault = Assert.Single(file.Check());

        Assert.Equal((file.FullName, line, column), (fault.File, fault.Line, fault.Column));
        Assert.StartsWith(told, $"{fault.Message} {fault.Suggestion}", StringComparison.Ordinal);
        Assert.NotEmpty(fault.Suggestion);
    }

    [Theory]
    [InlineData("timeline: { contact: shared }", 7, 22, "timeline.contact 'shared' is not available in this version. Write newest.")]    // O10
    [InlineData("timeline: { contact: each }", 7, 22, "timeline.contact 'each' is not available in this version. Write newest.")]    // O10
    [InlineData("timeline: { kinds: { callMade: { collapse: daily } } }", 7, 44, "timeline.kinds.callMade.collapse 'daily' is not available in this version. Write none.")]    // O10, R30
    [InlineData("timeline: { kinds: { callMade: { collapse: firstPerEmail } } }", 7, 44, "timeline.kinds.callMade.collapse 'firstPerEmail' is not available")]    // O10
    [InlineData("timeline: { kinds: { integrationEvent: { eventTypes: [e_visited_page] } } }", 7, 54, "timeline.kinds.integrationEvent.eventTypes names 'e_visited_page', which is HubSpot's own and no integration's. Name events the account defined: pe, its id, an underscore and the name.")]    // O12
    [InlineData("state: { store: postgres, connection: env:SYNC_DB }", 7, 17, "state.store 'postgres' is not available in this version. Write sqlite.")]
    public void What_a_later_version_brings_is_refused_by_name(string text, int line, int column, string told)
    {
        using SettingFile file = new(SettingFile.Shortest + text);

        SettingFault fault = Assert.Single(file.Check());

        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.StartsWith(told, $"{fault.Message} {fault.Suggestion}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version: 1", "version: 2", 1, 10, "version must be 1, not 2. Write version: 1;")]
    [InlineData("version: 1", "version: one", 1, 10, "version must be a whole number, but 'one' is text. Write version: 1.")]
    [InlineData("version: 1", "", 1, 1, "version is missing. Write version: 1.")]
    [InlineData("{ token: env:HUBSPOT_TOKEN }", "{ }", 2, 1, "hubspot.token is missing. Write token: env:HUBSPOT_TOKEN below hubspot:.")]
    [InlineData("token: env:HUBSPOT_TOKEN", "token: ", 2, 12, "hubspot.token is missing.")]
    [InlineData("  loginUrl: https://acme.my.salesforce.com", "", 3, 1, "salesforce.loginUrl is missing. Write loginUrl: https://acme.my.salesforce.com below salesforce:.")]
    [InlineData("3MVG9", "''", 5, 3, "salesforce.clientId is missing.")]
    [InlineData("  clientSecret: env:SALESFORCE_SECRET", "", 3, 1, "salesforce has neither clientSecret nor privateKey. Write clientSecret: env:SALESFORCE_CLIENT_SECRET,")]
    [InlineData("clientSecret: env:SALESFORCE_SECRET", "privateKey: file:./k.pem", 3, 1, "salesforce.privateKey needs salesforce.username.")]
    [InlineData("env:SALESFORCE_SECRET", "env:SALESFORCE_SECRET\n  privateKey: file:./k.pem", 7, 15, "salesforce.clientSecret and salesforce.privateKey exclude each other.")]
    [InlineData("3MVG9", "3MVG9\n  apiVersion: 67.5", 6, 15, "salesforce.apiVersion must be the number of a version that is in service")]
    [InlineData("https://acme.my.salesforce.com", "http://acme.my.salesforce.com", 4, 13, "salesforce.loginUrl must begin with https://.")]
    [InlineData("https://acme.my.salesforce.com", "acme.my.salesforce.com", 4, 13, "salesforce.loginUrl must be an address that begins with https://. Write loginUrl: https://acme.my.salesforce.com.")]
    [InlineData("https://acme.my.salesforce.com", "https://salesforce.com.evil.example", 4, 13, "salesforce.loginUrl leads to 'salesforce.com.evil.example', which is not a host of Salesforce.")]
    [InlineData("https://acme.my.salesforce.com", "https://acme.my.\u017Falesforce.com", 4, 13, "salesforce.loginUrl must be an address that begins with https://.")]    // a long s
    [InlineData("https://acme.my.salesforce.com", "https://evilforce.com", 4, 13, "salesforce.loginUrl leads to 'evilforce.com', which is not a host of Salesforce.")]
    [InlineData("https://acme.my.salesforce.com", "https://a.force.com:8443", 4, 13, "salesforce.loginUrl must not name a port.")]
    [InlineData("https://acme.my.salesforce.com", "https://a:b@acme.my.salesforce.com", 4, 13, "salesforce.loginUrl must be an address without user, path or query. Write https://acme.my.salesforce.com.")]
    [InlineData("https://acme.my.salesforce.com", "https://acme.my.salesforce.com/services", 4, 13, "salesforce.loginUrl must be an address without user, path or query.")]
    [InlineData("https://acme.my.salesforce.com", "http://127.0.0.1:5000", 4, 13, "salesforce.loginUrl leads to this machine.")]
    [InlineData("env:HUBSPOT_TOKEN }", "env:T, baseUrl: https://api.hubapi.com.evil.example }", 2, 35, "hubspot.baseUrl leads to 'api.hubapi.com.evil.example', which is not a host of HubSpot's API.")]
    [InlineData("env:HUBSPOT_TOKEN", "secret:vault", 2, 19, "hubspot.token does not name a vault and a secret after secret:. Write secret:vault/name.")]
    [InlineData("env:HUBSPOT_TOKEN", "env:MY TOKEN", 2, 19, "hubspot.token does not name an environment variable after env:. Write env:HUBSPOT_TOKEN.")]
    public void A_fault_in_what_every_file_needs_is_told_too(string right, string wrong, int line, int column, string told)
    {
        using SettingFile file = new(SettingFile.Shortest.Replace(right, wrong, StringComparison.Ordinal));

        SettingFault fault = Assert.Single(file.Check());

        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.StartsWith(told, $"{fault.Message} {fault.Suggestion}", StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once_in_the_order_of_the_file()
    {
        using SettingFile file = new("version: 3\nhubspot: { tokn: env:A }\nsalesforce: { loginUrl: 5, clientId: c, clientSecret: env:B }\ntimezone: UTC\n");

        SyncException fault = Assert.Throws<SyncException>(() => file.Read());

        Assert.Equal((FaultKind.SettingsInvalid, file.FullName), (fault.Kind, fault.About));
        Assert.Equal(
            [
                $"{file.FullName}(1,10): version must be 1, not 3. Write version: 1; a file of another version needs another version of the module.",
                $"{file.FullName}(2,1): hubspot.token is missing. Write token: env:HUBSPOT_TOKEN below hubspot:.",
                $"{file.FullName}(2,12): There is no key 'tokn' in hubspot. Did you mean token?",
                $"{file.FullName}(3,25): salesforce.loginUrl must be an address that begins with https://. Write loginUrl: https://acme.my.salesforce.com.",
                $"{file.FullName}(4,1): There is no key 'timezone' at the top of the file. Did you mean timeZone?",
            ],
            fault.Message.Split('\n'));
    }
}
