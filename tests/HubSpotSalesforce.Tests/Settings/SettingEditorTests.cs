using System.Text;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Tests.Settings;

public sealed class SettingEditorTests
{
    private readonly SettingEditor _editor = new(_ => null);

    [Theory]
    [InlineData("limits: { maxDeletes: 7 }    # few", "limits.maxDeletes", "8", "limits: { maxDeletes: 8 }    # few")]
    [InlineData("limits: { maxDeletes: 7 }", "limits.maxCreates", "8", "limits: { maxDeletes: 7, maxCreates: 8 }")]
    [InlineData("limits: {maxDeletes: 7, }", "limits.maxCreates", "8", "limits: {maxDeletes: 7, maxCreates: 8, }")]
    [InlineData("limits: {}   # none", "limits.maxCreates", "8", "limits: { maxCreates: 8 }   # none")]
    [InlineData("limits:    # none", "limits.maxCreates", "8", "limits:    # none\n  maxCreates: 8")]
    [InlineData("limits: ~  # none", "limits.maxCreates", "8", "limits: { maxCreates: 8 }  # none")]
    [InlineData("limits: { maxCreates: }", "limits.maxCreates", "8", "limits: { maxCreates: 8 }")]
    [InlineData("limits: { maxCreates }", "limits.maxCreates", "8", "limits: { maxCreates: 8 }")]
    [InlineData("limits: { maxCreates }", "limits.maxDeletes", "8", "limits: { maxCreates, maxDeletes: 8 }")]
    [InlineData("limits: { maxCreates: }", "limits.maxDeletes", "8", "limits: { maxCreates:, maxDeletes: 8 }")]
    [InlineData("limits:\n    maxCreates: 5   # five\n\n# the end", "limits.maxDeletes", "8", "limits:\n    maxCreates: 5   # five\n    maxDeletes: 8\n\n# the end")]
    [InlineData("limits:\n  maxCreates:   # five\n", "limits.maxCreates", "5", "limits:\n  maxCreates: 5   # five\n")]
    [InlineData("limits:\n  maxCreates: 5", "limits.apiCalls.hubspot", "8%", "limits:\n  maxCreates: 5\n  apiCalls:\n    hubspot: 8%")]
    [InlineData("limits: { maxCreates: 5 }", "limits.apiCalls.hubspot", "800", "limits: { maxCreates: 5, apiCalls: { hubspot: 800 } }")]
    [InlineData("timeline:\n  kinds:\n    callMade: { sync: true }\n    # noteCreated: { sync: true }\n", "timeline.kinds.noteCreated.sync", "true", "timeline:\n  kinds:\n    callMade: { sync: true }\n    noteCreated: { sync: true }\n    # noteCreated: { sync: true }\n")]
    [InlineData("timeline:\n  kinds:\n    callMade:\n      sync: true\n", "timeline.kinds.noteCreated.sync", "true", "timeline:\n  kinds:\n    callMade:\n      sync: true\n    noteCreated:\n      sync: true\n")]
    [InlineData("# end", "timeZone", "Europe/Warsaw", "timeZone: Europe/Warsaw\n# end")]
    [InlineData("timeZone: 'UTC'", "timeZone", "Europe/Warsaw", "timeZone: 'Europe/Warsaw'")]
    [InlineData("timeZone: \"UTC\"", "timeZone", "Europe/Warsaw", "timeZone: \"Europe/Warsaw\"")]
    [InlineData("timeZone: UTC", "timeZone", null, "timeZone: null")]
    [InlineData("timeZone: >-\n  UTC\n\n# end", "timeZone", "Europe/Warsaw", "timeZone: Europe/Warsaw\n\n# end")]
    [InlineData("contacts:\n  linkBy: [property]  # not by address", "contacts.linkBy", "email, property", "contacts:\n  linkBy: [email, property]  # not by address")]
    [InlineData("contacts:\n  linkBy:   # in this order\n  - property\n  - email\ntimeZone: UTC", "contacts.linkBy", "email", "contacts:\n  linkBy:   # in this order\n    [email]\ntimeZone: UTC")]
    [InlineData("owners: { map: { } }", "owners.map.anna@acme.com", "anna@acme.com.prod", "owners: { map: { anna@acme.com: anna@acme.com.prod } }")]
    [InlineData("timeline: { kinds: { callMade: { sync: true } } }", "timeline.kinds.callMade.taskType", "2024", "timeline: { kinds: { callMade: { sync: true, taskType: \"2024\" } } }")]
    [InlineData("timeline: { kinds: { callMade: { sync: true } } }", "timeline.kinds.callMade.subject", "Call: {title}, \"now\"", "timeline: { kinds: { callMade: { sync: true, subject: \"Call: {title}, \\\"now\\\"\" } } }")]
    [InlineData("timeline: { kinds: { callMade: { subject: 'a' } } }", "timeline.kinds.callMade.subject", "it's: {title}", "timeline: { kinds: { callMade: { subject: 'it''s: {title}' } } }")]
    [InlineData("timeline: { kinds: { callMade: &on { sync: true }, noteCreated: *on } }", "timeline.enabledAt", "2026-11-21T00:00:00Z", "timeline: { kinds: { callMade: &on { sync: true }, noteCreated: *on }, enabledAt: 2026-11-21T00:00:00Z }")]
    public void A_value_is_set_where_it_stands_and_nothing_else_moves(string before, string key, string? value, string after)
    {
        foreach (string lineEnd in new[] { "\n", "\r\n" })
        {
            using SettingFile file = new((SettingFile.Shortest + before).ReplaceLineEndings(lineEnd));

            _editor.Set(file.FullName, key, value);

            Assert.Equal((SettingFile.Shortest + after).ReplaceLineEndings(lineEnd), file.Text);
            Assert.Equal(value, _editor.Get(file.FullName, key));
        }
    }

    [Theory]    // what stands around it tells where a new key belongs, and a commented line of its own above all
    [InlineData("timeZone: UTC\n\n# whose\n# nativeConnector: off   # or not\n\nlimits:\n  maxDeletes: 7\n", "nativeConnector", "coexist", "timeZone: UTC\n\n# whose\nnativeConnector: coexist   # or not\n\nlimits:\n  maxDeletes: 7\n")]
    [InlineData("#nativeConnector: off\ntimeZone: UTC\n", "nativeConnector", "coexist", "nativeConnector: coexist\ntimeZone: UTC\n")]
    [InlineData("timeline:\n  # notBefore: 2026-01-01T00:00:00Z    # none older\n  owners: chain\n", "timeline.notBefore", "2026-10-01T00:00:00Z", "timeline:\n  notBefore: 2026-10-01T00:00:00Z    # none older\n  owners: chain\n")]
    [InlineData("contacts:\n  # why\n  # linkBy: [property, email]\n  inclusionList: 42\n", "contacts.linkBy", "email", "contacts:\n  # why\n  linkBy: [email]\n  inclusionList: 42\n")]
    [InlineData("# timeZone: where a day begins\nlimits: {}\n", "timeZone", "UTC", "timeZone: UTC\n# timeZone: where a day begins\nlimits: {}\n")]
    [InlineData("timeline:\n  notBefore: 2026-10-01T00:00:00Z\n# notBefore: 2026-10-01T00:00:00Z\nlimits:\n  maxCreates: 5\n", "limits.maxDeletes", "8", "timeline:\n  notBefore: 2026-10-01T00:00:00Z\n# notBefore: 2026-10-01T00:00:00Z\nlimits:\n  maxCreates: 5\n  maxDeletes: 8\n")]
    [InlineData("timeline:\n  kinds:\n    callMade:\n      subject: >-\n        # status: Completed\n        {title}\n", "timeline.kinds.callMade.status", "Completed", "timeline:\n  kinds:\n    callMade:\n      subject: >-\n        # status: Completed\n        {title}\n      status: Completed\n")]
    [InlineData("limits:\n  # the most\n  maxDeletes: 7\n", "limits.maxCreates", "8", "limits:\n  maxCreates: 8\n  # the most\n  maxDeletes: 7\n")]
    [InlineData("timeZone: UTC   # here\n\n# those\nlimits:\n  maxDeletes: 7\n", "nativeConnector", "off", "timeZone: UTC   # here\n\nnativeConnector: off\n\n# those\nlimits:\n  maxDeletes: 7\n")]
    [InlineData("timeZone: UTC\n\nlimits:\n  maxDeletes: 7\n  # and more\n", "events.settle", "5m", "timeZone: UTC\n\nlimits:\n  maxDeletes: 7\n  # and more\n\nevents:\n  settle: 5m\n")]
    [InlineData("timeline:\n  kinds:\n    callMade: { sync: true }\n    # the rest\n    taskCreated: { sync: true }\n", "timeline.kinds.noteCreated.sync", "true", "timeline:\n  kinds:\n    callMade: { sync: true }\n    noteCreated: { sync: true }\n    # the rest\n    taskCreated: { sync: true }\n")]
    public void A_new_key_comes_where_its_commented_line_or_the_table_of_keys_has_it(string before, string key, string value, string after)
    {
        foreach (string lineEnd in new[] { "\n", "\r\n" })
        {
            using SettingFile file = new((SettingFile.Shortest + before).ReplaceLineEndings(lineEnd));

            _editor.Set(file.FullName, key, value);

            Assert.Equal((SettingFile.Shortest + after).ReplaceLineEndings(lineEnd), file.Text);
        }
    }

    [Theory]
    [InlineData("nativeConnector", "off", "# nativeConnector: off", "nativeConnector: off")]
    [InlineData("timeline.notBefore", "2026-10-01T00:00:00Z", "  # notBefore: 2026-01-01T00:00:00Z ", "  notBefore: 2026-10-01T00:00:00Z ")]
    public void A_key_that_a_new_file_has_commented_is_set_in_its_line(string key, string value, string comment, string line)
    {
        string text = SettingTemplate.Create(new NewSettingRequest { LoginUrl = "https://acme.my.salesforce.com", ClientId = "x", EnabledAt = DateTimeOffset.UnixEpoch });
        using SettingFile file = new(text);

        _editor.Set(file.FullName, key, value);

        Assert.Contains(comment, text, StringComparison.Ordinal);
        Assert.Equal(text.Replace(comment, line, StringComparison.Ordinal), file.Text);
    }

    [Fact]
    public void Whatever_is_set_in_a_new_file_leaves_all_other_lines_as_they_were()
    {
        string text = SettingTemplate.Create(new NewSettingRequest { LoginUrl = "https://acme.my.salesforce.com", ClientId = "x", EnabledAt = DateTimeOffset.UnixEpoch });
        foreach ((string path, SettingKey key) in SettingKeys.Values().Where(entry => entry.Path is not ("salesforce.privateKey" or "allowLoopback" or "nativeConnector" or "timeline.notBefore")))
        {
            using SettingFile file = new(text);

            _editor.Set(file.FullName, path, key.Example.Trim('"', '[', ']'));

            AssertOthersStay(text, file.Text, path);
            Assert.DoesNotContain("\n\n\n", file.Text, StringComparison.Ordinal);
        }
    }

    [Theory]    // the file itself holds exact moments only
    [InlineData("2026-10-01Z", "2026-10-01T00:00:00Z")]
    [InlineData("2026-10-01+02:00", "2026-09-30T22:00:00Z")]
    [InlineData("2026-10-01", "2026-09-30T22:00:00Z")]
    [InlineData("2026-12-01", "2026-11-30T23:00:00Z")]    // the zone's offset of that day
    [InlineData("2026-10-01 08:30", "2026-10-01T06:30:00Z")]
    [InlineData("2026-10-01T08:30:00+05:00", "2026-10-01T08:30:00+05:00")]
    public void A_moment_may_be_a_day_of_the_settings_zone(string given, string written)
    {
        using SettingFile file = new(SettingFile.Shortest + "timeZone: Europe/Warsaw\n");

        _editor.Set(file.FullName, "timeline.enabledAt", given);

        Assert.Equal(written, _editor.Get(file.FullName, "timeline.enabledAt"));
    }

    [Theory]
    [InlineData("2026-13-01")]
    [InlineData("0001-01-01")]
    [InlineData("01.10.2026")]
    [InlineData("yesterday")]
    public void What_is_no_moment_is_refused_with_the_forms_that_are(string given)
    {
        using SettingFile file = new(SettingFile.Shortest);

        SyncException fault = Assert.Throws<SyncException>(() => _editor.Set(file.FullName, "timeline.kinds.callMade.enabledAt", given));

        Assert.Contains($"timeline.kinds.callMade.enabledAt must be a moment, not '{given}'. Write it as 2026-10-01T08:00:00Z,", fault.Message, StringComparison.Ordinal);
        Assert.Contains("2026-10-01 for its beginning in the settings' timeZone", fault.Message, StringComparison.Ordinal);
        Assert.Equal(SettingFile.Shortest, file.Text);
    }

    // The same settings as people write them, comments at every place where one may stand.
    public static TheoryData<string> Layouts => new()
    {
        SettingFile.Shortest,
        "# first\nversion: 1   # a\n\nhubspot:\n    token: env:A   # b\n    # c\nsalesforce:\n    loginUrl: https://acme.my.salesforce.com\n    clientId: \"x\"\n    clientSecret: env:B\n\n# last",
        "{ version: 1, hubspot: { token: env:A }, salesforce: { loginUrl: https://acme.my.salesforce.com, clientId: x,   # c\n  clientSecret: env:B } }   # last\n",
        "---\nversion: 1\nhubspot: {token: env:A,}\nsalesforce: {loginUrl: https://acme.my.salesforce.com,\n  clientId: x, clientSecret: env:B}\ntimeline: # t\n  # u\n  kinds:   # v\n    # w\n    callMade:    # x\n\n    noteCreated: {}   # y\nlimits:\nowners: {}\n...\n",
        "version: 1\nhubspot:\n  token: >-\n    env:A\n\n\nsalesforce:\n  clientId: x\n  loginUrl: https://acme.my.salesforce.com\n  clientSecret: >-\n    env:B\n\n# last\n",
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Whatever_is_set_is_read_again_and_all_other_lines_stay(string layout)
    {
        foreach ((string path, SettingKey key) in SettingKeys.Values().Where(entry => entry.Path is not ("salesforce.privateKey" or "allowLoopback")))
        {
            string value = key.Example.Trim('"', '[', ']');
            using SettingFile file = new(layout);

            _editor.Set(file.FullName, path, value);

            Assert.Equal(value, _editor.Get(file.FullName, path));
            Assert.Empty(file.Check());
            AssertOthersStay(layout, file.Text, path);
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Setting_the_same_value_again_changes_nothing(string layout)
    {
        using SettingFile file = new(layout);
        _editor.Set(file.FullName, "timeline.kinds.callMade.fields.CallType", "{direction}");
        string once = file.Text;

        _editor.Set(file.FullName, "timeline.kinds.callMade.fields.CallType", "{direction}");

        Assert.Equal(once, file.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("#a")]
    [InlineData("- a")]
    [InlineData("{id}, [b]")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("True")]
    [InlineData("0x1F")]
    [InlineData("1e3")]
    [InlineData("'\"\\")]
    [InlineData("*a &b !c |d >e %f @g `h")]
    [InlineData("żółw 😀 \u2028")]
    [InlineData("---")]
    [InlineData("a:")]
    [InlineData(":a")]
    [InlineData("a::b")]
    [InlineData("?")]
    public void Every_text_comes_back_as_it_went_in(string text)
    {
        foreach (string before in new[] { "callMade: { sync: true }", "callMade: { subject: 'x' }", "callMade: { subject: \"x\" }" })
        {
            using SettingFile file = new($"{SettingFile.Shortest}timeline: {{ kinds: {{ {before} }} }}");

            _editor.Set(file.FullName, "timeline.kinds.callMade.subject", text);

            Assert.Equal(text.Length == 0 ? "Call: {title}" : text, file.Read().Timeline.Kinds["callMade"].Subject);
        }
    }

    [Theory]
    [InlineData("timeline.kinds.callMade.sync", "maybe", "timeline.kinds.callMade.sync must be true or false, but 'maybe' is text.")]
    [InlineData("timeline.kinds.callMade.subject", "Call -> {titel}", "timeline.kinds.callMade.subject: there is no placeholder {titel} for callMade. It has: {title}, ")]
    [InlineData("timeline.kinds.callMade.fields.CallType", "{way}", "timeline.kinds.callMade.fields.CallType: there is no placeholder {way} for callMade. It has: ")]
    [InlineData("limits.maxCreates", "ten", "limits.maxCreates must be a whole number, but 'ten' is text. Write a whole number, such as 5000.", false)]
    [InlineData("timeline.kinds.calMade.sync", "true", "There is no key 'timeline.kinds.calMade.sync' that holds a single value. Did you mean timeline.kinds.callMade.sync?")]
    [InlineData("timeline.kinds", "true", "There is no key 'timeline.kinds' that holds a single value.")]
    [InlineData("owners.map", "a", "There is no key 'owners.map' that holds a single value. Set each value in it by its own key: owners.map.anna@acme.com anna@acme.com.prod.")]
    [InlineData("limits", "a", "There is no key 'limits' that holds a single value. Set each value in it by its own key: limits.maxCreates 5000.")]
    [InlineData("", "a", "There is no key '' that holds a single value.")]
    [InlineData("hubspot.token", "pat-eu1-00000000-1111-2222-3333-444444444444", "This looks like a token or a key.")]
    [InlineData("hubspot.token", null, "hubspot.token is missing.")]
    [InlineData("salesforce.privateKey", "env:KEY", "salesforce.clientSecret and salesforce.privateKey exclude each other.")]
    [InlineData("limits.maxDeletes", "1", "limits.maxDeletes cannot be set: what stands here is an alias, has one, or is no section.")]
    public void What_would_make_the_file_wrong_is_refused_and_the_file_stays(string key, string? value, string told, bool isAlias = true)
    {
        string text = SettingFile.Shortest + (isAlias ? "waiting: &none {}\nlimits: *none\n" : "");
        using SettingFile file = new(text);

        SyncException fault = Assert.Throws<SyncException>(() => _editor.Set(file.FullName, key, value));

        Assert.Equal(FaultKind.SettingsInvalid, fault.Kind);
        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("00000000-1111", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(text, file.Text);
        Assert.Single(Directory.GetFiles(file.Folder));
    }

    [Fact]
    public void Values_that_are_only_right_together_are_set_together()
    {
        using SettingFile file = new(SettingFile.Shortest);

        _editor.Set(file.FullName, new Dictionary<string, string?>
        {
            ["salesforce.clientSecret"] = null,
            ["salesforce.privateKey"] = "file:./key.pem",
            ["salesforce.username"] = "sync@acme.com",
        });

        SalesforceSetting salesforce = file.Read().Salesforce;
        Assert.Equal((null, "file:./key.pem", "sync@acme.com"), (salesforce.ClientSecret, salesforce.PrivateKey!.ToString(), salesforce.Username));
    }

    [Fact]
    public void A_byte_order_mark_a_link_and_the_rights_of_the_file_stay()
    {
        using SettingFile file = new('\uFEFF' + SettingFile.Shortest);
        string link = Path.Combine(file.Folder, "link.yaml");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.CreateSymbolicLink(link, file.FullName);
        }

        _editor.Set(File.Exists(link) ? link : file.FullName, "timeZone", "UTC");

        Assert.Equal([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(SettingFile.Shortest + "timeZone: UTC\n")], File.ReadAllBytes(file.FullName));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.FullName));
            Assert.NotNull(new FileInfo(link).LinkTarget);
        }
    }

    // Of the old lines at most one is changed, and its comment stays.
    private static void AssertOthersStay(string before, string after, string path)
    {
        string[] old = before.Split('\n');
        string[] now = after.Split('\n');
        int same = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        int sameBack = old.Reverse().Zip(now.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        string[] changed = old[Math.Min(same, old.Length - 1)..Math.Max(same, old.Length - sameBack)];

        Assert.True(changed.Length <= (path is "hubspot.token" or "salesforce.clientSecret" ? 2 : 1), $"{path}:\n{after}");
        Assert.All(changed.Where(line => line.Contains('#', StringComparison.Ordinal)), line => Assert.Contains(line[line.IndexOf('#', StringComparison.Ordinal)..], after, StringComparison.Ordinal));
    }
}
