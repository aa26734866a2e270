using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Tests.Settings;

public sealed class SettingReaderTests
{
    private const string Whole = """
        # yaml-language-server: $schema=./hubspot-salesforce.schema.json
        version: 1
        hubspot:
          token: env:HUBSPOT_TOKEN                 # a service key
          baseUrl: https://api-eu1.hubapi.com
        salesforce:
          loginUrl: https://acme.my.salesforce.com
          clientId: 3MVG9...
          clientSecret: secret:crm/salesforce      # or privateKey + username (JWT bearer)
          apiVersion: 66.0
        allowLoopback: false
        state: { store: sqlite, path: ./acme.db }
        timeZone: Europe/Warsaw
        contacts: { linkBy: [email], inclusionList: 4294967296, assumeSyncedAt: 1970-01-01T00:00:00Z }
        timeline:
          enabledAt: 2026-11-21T00:00:00Z
          notBefore: 2026-11-21T01:30:00+01:30
          owners: integrationUser
          contact: newest
          onDelete: delete
          includeFiltered: true
          includeFromSalesforce: true
          windows: { anchor: activitySyncEnabled, forwardFrom: contactSync }
          kinds:
            formSubmission: { sync: true, taskType: Web Form, subject: "Sent in: {form}" }
            marketingEmailOpened: { sync: true, collapse: none, enabledAt: 2026-10-01T00:00:00Z, notBefore: 2026-09-01T00:00:00Z }
            meetingScheduled: { sync: false, status: byOutcome, priority: High }
            integrationEvent: { sync: true, eventTypes: [pe1234567_contract_signed, trial_started] }
            callMade: { sync: true, taskType: Call, fields: { CallType: "{direction}", Score__c: 5 } }
        salesforceToHubSpot:
          tasks: { sync: true, enabledAt: 2026-11-21T00:00:00Z, onDelete: delete, conflict: newest, mappings: [ { field: Region__c, property: region, direction: toHubSpot, values: { East: e, "West": 2 } }, { field: Priority, direction: off } ] }
          emails: { sync: false }
          calls:
          meetings: { sync: false }
          owners: map
          associations: follow
          caseProperty: salesforce_case_id
          ignoreCreatedBy: [005000000000001AAA]
          dueHour: 0
        owners: { map: { Anna@acme.com: anna@acme.com.prod } }
        nativeConnector: off
        limits: { maxCreates: 6000, maxCreatesPerRun: 10, maxDeletes: 0, apiCalls: { hubspot: 40%, salesforce: 12000 } }
        events: { settle: 90s }
        salesEmails: { watchDays: 60 }
        waiting: { keep: 14d }
        overlaps: { objects: 2h, events: 1d }
        reports: []
        """;

    [Fact]    // R44, R45, R48, R51, R52, R54, R57
    public void The_way_back_says_what_the_file_says()
    {
        using SettingFile file = new(Whole);

        ReverseSetting reverse = file.Read().Reverse;

        FamilySetting tasks = reverse.Families["tasks"];
        Assert.Equal((true, "delete", "newest", "2026-11-21"), (tasks.Sync, tasks.OnDelete, tasks.Conflict, tasks.EnabledAt?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(("Region__c", "region", "toHubSpot", "salesforceToHubSpot.tasks.mappings.0"), (tasks.Mappings[0].Field, tasks.Mappings[0].Property, tasks.Mappings[0].Direction, tasks.Mappings[0].Key));
        Assert.Equal(("e", "2"), (tasks.Mappings[0].Values["East"], tasks.Mappings[0].Values["west"]));
        Assert.Equal(("Priority", null, "off"), (tasks.Mappings[1].Field, tasks.Mappings[1].Property, tasks.Mappings[1].Direction));
        Assert.Equal(("map", "follow", "salesforce_case_id", 0, "005000000000001AAA"), (reverse.Owners, reverse.Associations, reverse.CaseProperty, reverse.DueHour, Assert.Single(reverse.IgnoreCreatedBy)));
        Assert.All(new[] { "emails", "calls", "meetings" }, family => Assert.False(reverse.Families[family].Sync));
    }

    [Fact]
    public void What_a_file_leaves_out_has_its_default()
    {
        using SettingFile file = new(SettingFile.Shortest);

        SyncSetting setting = file.Read();

        Assert.Equal("env:HUBSPOT_TOKEN", setting.HubSpot.Token.ToString());
        Assert.Equal(new Uri("https://api.hubapi.com"), setting.HubSpot.BaseUrl);
        Assert.Equal("67.0", setting.Salesforce.ApiVersion);
        Assert.False(setting.AllowLoopback);
        Assert.Equal(("sqlite", Path.Combine(file.Folder, "hubspot-salesforce.db")), (setting.Store.Kind, setting.Store.Path));
        Assert.Equal(TimeZoneInfo.Utc, setting.TimeZone);
        Assert.Equal(["property", "email"], setting.Contacts.LinkBy);
        Assert.Equal((null, null), (setting.Contacts.InclusionList, setting.Contacts.AssumeSyncedAt));
        Assert.Equal((null, null), (setting.Timeline.EnabledAt, setting.Timeline.NotBefore));    // O4, O8
        Assert.Equal("chain", setting.Timeline.Owners);    // D3
        Assert.Equal("newest", setting.Timeline.Contact);    // R26
        Assert.Equal("nothing", setting.Timeline.OnDelete);    // O18
        Assert.Equal(("contactSync", "later"), (setting.Timeline.Anchor, setting.Timeline.ForwardFrom));    // D1, D2
        Assert.Equal((false, false), (setting.Timeline.IncludeFiltered, setting.Timeline.IncludeFromSalesforce));    // D8, O1
        Assert.Empty(setting.Owners.Map);
        Assert.Null(setting.NativeConnector);    // O1
        Assert.Equal((5_000, null, 100), (setting.Limits.MaxCreates, setting.Limits.MaxCreatesPerRun, setting.Limits.MaxDeletes));    // O15
        Assert.Equal(("50%", "20%"), (setting.Limits.HubSpotCalls.ToString(), setting.Limits.SalesforceCalls.ToString()));
        Assert.Equal(TimeSpan.FromMinutes(10), setting.Events.Settle);    // O13
        Assert.Equal(30, setting.SalesEmails.WatchDays);    // O11
        Assert.Equal((1, 24), (setting.Overlaps.Objects.TotalHours, setting.Overlaps.Events.TotalHours));    // O16
        Assert.Equal(365, setting.Waiting.KeepFor(ActivityKind.FormSubmission.Key).TotalDays);    // O3
        Assert.Equal(30, setting.Waiting.KeepFor(ActivityKind.CallMade.Key).TotalDays);    // O3
    }

    [Fact]
    public void Each_kind_is_there_and_off_until_the_file_turns_it_on()    // R12
    {
        using SettingFile file = new(SettingFile.Shortest + "timeline: { kinds: { callMade: { sync: true }, noteCreated: , taskCreated: {} } }");

        IReadOnlyDictionary<string, KindSetting> kinds = file.Read().Timeline.Kinds;

        Assert.Equal(ActivityKind.All.Select(kind => kind.Key).Order(), kinds.Keys.Order());
        Assert.Equal(["callMade"], kinds.Values.Where(kind => kind.Sync).Select(kind => kind.Kind));
        Assert.All(ActivityKind.All, kind => Assert.Equal(kind.Subject, kinds[kind.Key].Subject));
    }

    [Theory]
    [InlineData("sync: true")]
    [InlineData("sync: true, taskType: ")]
    [InlineData("sync: true, taskType: null")]
    [InlineData("sync: true, taskType: ~")]
    [InlineData("sync: true, taskType: ''")]
    public void A_task_type_that_is_empty_null_or_missing_is_none(string kind)    // R15
    {
        using SettingFile file = new($"{SettingFile.Shortest}timeline: {{ kinds: {{ callMade: {{ {kind} }} }} }}");

        Assert.Null(file.Read().Timeline.Kinds["callMade"].TaskType);
    }

    [Fact]
    public void What_a_file_says_arrives()
    {
        using SettingFile file = new(Whole);

        SyncSetting setting = file.Read();

        Assert.Equal(new Uri("https://api-eu1.hubapi.com"), setting.HubSpot.BaseUrl);
        Assert.Equal(("secret", "crm/salesforce"), (setting.Salesforce.ClientSecret!.Scheme, setting.Salesforce.ClientSecret.Name));
        Assert.Equal("66.0", setting.Salesforce.ApiVersion);
        Assert.Equal(Path.Combine(file.Folder, "acme.db"), setting.Store.Path);
        Assert.Equal("Europe/Warsaw", setting.TimeZone.Id);
        Assert.Equal(["email"], setting.Contacts.LinkBy);
        Assert.Equal((4_294_967_296, DateTimeOffset.UnixEpoch), (setting.Contacts.InclusionList, setting.Contacts.AssumeSyncedAt));
        Assert.Equal(DateTimeOffset.Parse("2026-11-21T00:00:00Z", null), setting.Timeline.EnabledAt);
        Assert.Equal((DateTimeOffset.Parse("2026-11-21T00:00:00Z", null), TimeSpan.Zero), (setting.Timeline.NotBefore, setting.Timeline.NotBefore!.Value.Offset));
        Assert.Equal(("integrationUser", "delete"), (setting.Timeline.Owners, setting.Timeline.OnDelete));
        Assert.Equal((true, true), (setting.Timeline.IncludeFiltered, setting.Timeline.IncludeFromSalesforce));
        Assert.Equal(("activitySyncEnabled", "contactSync"), (setting.Timeline.Anchor, setting.Timeline.ForwardFrom));
        Assert.Equal("anna@acme.com.prod", setting.Owners.Map["anna@ACME.com"]);
        Assert.Equal("off", setting.NativeConnector);
        Assert.Equal((6_000, 10, 0), (setting.Limits.MaxCreates, setting.Limits.MaxCreatesPerRun, setting.Limits.MaxDeletes));
        Assert.Equal((40, 12_000), (setting.Limits.HubSpotCalls.Percent, setting.Limits.SalesforceCalls.Count));
        Assert.Equal((90, 60), (setting.Events.Settle.TotalSeconds, setting.SalesEmails.WatchDays));
        Assert.Equal(14, setting.Waiting.KeepFor(ActivityKind.FormSubmission.Key).TotalDays);
        Assert.Equal((2, 24), (setting.Overlaps.Objects.TotalHours, setting.Overlaps.Events.TotalHours));
    }

    [Fact]
    public void What_a_file_says_of_a_kind_arrives()
    {
        using SettingFile file = new(Whole);

        IReadOnlyDictionary<string, KindSetting> kinds = file.Read().Timeline.Kinds;

        Assert.Equal((true, "Web Form", "Sent in: {form}"), (kinds["formSubmission"].Sync, kinds["formSubmission"].TaskType, kinds["formSubmission"].Subject));
        Assert.Equal(10, kinds["marketingEmailOpened"].EnabledAt!.Value.Month);    // O4
        Assert.Equal(9, kinds["marketingEmailOpened"].NotBefore!.Value.Month);    // O8
        Assert.Equal((false, "byOutcome", "High"), (kinds["meetingScheduled"].Sync, kinds["meetingScheduled"].Status, kinds["meetingScheduled"].Priority));    // D9
        Assert.Equal(["pe1234567_contract_signed", "trial_started"], kinds["integrationEvent"].EventTypes);    // O12
        Assert.Empty(kinds["callMade"].EventTypes);
        Assert.Equal(("{direction}", "5"), (kinds["callMade"].Fields["calltype"], kinds["callMade"].Fields["Score__c"]));
    }

    [Fact]
    public void A_reference_knows_where_it_stands()
    {
        using SettingFile file = new(Whole);

        SecretReference reference = file.Read().Salesforce.ClientSecret!;

        Assert.Equal(new SettingPlace(file.FullName, 9, 17, "salesforce.clientSecret"), reference.Place);
        Assert.Equal($"{file.FullName}(9,17)", reference.Place.ToString());
    }

    [Fact]
    public void A_parameter_comes_before_a_variable_and_that_before_the_file()
    {
        using SettingFile file = new(SettingFile.Shortest + "state: { path: file.db }\ntimeZone: Europe/Warsaw\nlimits: { maxDeletes: 7 }");
        Dictionary<string, string> variables = new()
        {
            ["HUBSPOT_SALESFORCE_STATE_PATH"] = "variable.db",
            ["HUBSPOT_SALESFORCE_TIMEZONE"] = "+02:00",
            ["HUBSPOT_SALESFORCE_TIMELINE_KINDS_CALLMADE_SYNC"] = "true",
            ["HUBSPOT_SALESFORCE_CONTACTS_LINKBY"] = "email, property",
            ["HUBSPOT_SALESFORCE_LIMITS_MAXDELETES"] = "",
        };

        SyncSetting setting = file.Read(variables, new() { ["state.path"] = "parameter.db", ["owners.map.bo@acme.com"] = "bo@acme.com.prod" });

        Assert.Equal(Path.Combine(file.Folder, "parameter.db"), setting.Store.Path);
        Assert.Equal(TimeSpan.FromHours(2), setting.TimeZone.BaseUtcOffset);
        Assert.True(setting.Timeline.Kinds["callMade"].Sync);
        Assert.Equal(["email", "property"], setting.Contacts.LinkBy);
        Assert.Equal(7, setting.Limits.MaxDeletes);    // an empty variable is none
        Assert.Equal("bo@acme.com.prod", setting.Owners.Map["bo@acme.com"]);
    }

    [Fact]
    public void A_fault_of_a_variable_or_a_parameter_names_it()
    {
        using SettingFile file = new(SettingFile.Shortest);

        SyncException fault = Assert.Throws<SyncException>(() => file.Read(
            new() { ["HUBSPOT_SALESFORCE_LIMITS_MAXDELETES"] = "many" },
            new() { ["timeline.owner"] = "chain" }));

        Assert.Equal(
            """
            environment variable HUBSPOT_SALESFORCE_LIMITS_MAXDELETES: limits.maxDeletes must be a whole number, but 'many' is text. Write a whole number, such as 100.
            parameter timeline.owner: There is no such key. Did you mean timeline.owners?
            """.ReplaceLineEndings("\n"),
            fault.Message);
    }

    [Fact]
    public void Loopback_and_http_are_taken_where_the_file_allows_them()
    {
        using SettingFile file = new("""
            version: 1
            hubspot: { token: env:T, baseUrl: "http://127.0.0.1:5001" }
            salesforce: { loginUrl: "http://localhost:5002/", clientId: c, privateKey: file:./k.pem, username: sync@acme.com }
            allowLoopback: true
            """);

        SyncSetting setting = file.Read();

        Assert.Equal((5001, 5002), (setting.HubSpot.BaseUrl.Port, setting.Salesforce.LoginUrl.Port));
        Assert.Equal("file:./k.pem", setting.Salesforce.PrivateKey!.ToString());
    }

    [Theory]
    [InlineData("login.salesforce.com")]
    [InlineData("test.salesforce.com")]
    public void The_hosts_of_every_org_take_a_signed_token_alone(string host)
    {
        string text = SettingFile.Shortest.Replace("acme.my.salesforce.com", host, StringComparison.Ordinal);
        using SettingFile secret = new(text);
        using SettingFile signed = new(text.Replace("clientSecret: env:SALESFORCE_SECRET", "privateKey: file:./k.pem\n  username: sync@acme.com", StringComparison.Ordinal));

        SettingFault fault = Assert.Single(secret.Check());

        Assert.Equal($"salesforce.loginUrl is {host}, which belongs to no single org and takes no client credentials.", fault.Message);
        Assert.Contains("https://acme.my.salesforce.com (Setup, My Domain)", fault.Suggestion, StringComparison.Ordinal);
        Assert.Equal(host, signed.Read().Salesforce.LoginUrl.Host);
    }

    [Theory]
    [InlineData("https://acme--uat.sandbox.my.salesforce.com/")]
    [InlineData("https://acme.my.salesforce.mil")]
    public void Addresses_of_Salesforce_are_taken(string address)
    {
        using SettingFile file = new(SettingFile.Shortest.Replace("https://acme.my.salesforce.com", address, StringComparison.Ordinal));

        Assert.Equal(new Uri(address).Host, file.Read().Salesforce.LoginUrl.Host);
    }

    [Fact]
    public void A_mark_at_the_beginning_and_Windows_line_ends_do_not_move_a_place()
    {
        using SettingFile file = new('\uFEFF' + SettingFile.Shortest.ReplaceLineEndings("\r\n") + "timeZone: Europe/Warsav\r\n");

        SettingFault fault = Assert.Single(file.Check());

        Assert.Equal((7, 11), (fault.Line, fault.Column));
    }

    [Fact]
    public void Anchors_save_repeating_oneself()
    {
        using SettingFile file = new(SettingFile.Shortest + "timeline: { kinds: { callMade: &on { sync: true }, noteCreated: *on } }");

        Assert.True(file.Read().Timeline.Kinds["noteCreated"].Sync);
    }
}
