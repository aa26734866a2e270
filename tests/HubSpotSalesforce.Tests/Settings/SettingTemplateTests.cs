using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Tests.Settings;

public sealed class SettingTemplateTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 30, 0, TimeSpan.FromHours(1));

    private static readonly NewSettingRequest Request = new()
    {
        LoginUrl = "https://acme.my.salesforce.com",
        ClientId = "3MVG9",
        EnabledAt = Now,
        Kinds = ["callMade", "formSubmission"],
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("template-");

    private string FullName => Path.Combine(_folder.FullName, "acme.yaml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_new_file_is_right_and_says_when_each_chosen_kind_was_turned_on()    // O4
    {
        SyncSetting setting = Written(Request);

        Assert.Equal(["callMade", "formSubmission"], setting.Timeline.Kinds.Values.Where(kind => kind.Sync).Select(kind => kind.Kind).Order());
        Assert.All(setting.Timeline.Kinds.Values, kind => Assert.Equal(kind.Sync ? Now : null, kind.EnabledAt));
        Assert.Equal(("env:HUBSPOT_TOKEN", "env:SALESFORCE_CLIENT_SECRET"), (setting.HubSpot.Token.ToString(), setting.Salesforce.ClientSecret!.ToString()));
        Assert.Equal(Path.Combine(_folder.FullName, "hubspot-salesforce.db"), setting.Store.Path);
        Assert.Equal((null, null), (setting.Timeline.NotBefore, setting.Contacts.AssumeSyncedAt));
    }

    [Fact]    // R45, R48
    public void The_way_back_is_off_but_for_the_families_that_are_chosen()
    {
        ReverseSetting reverse = Written(Request with { Families = ["Calls"] }).Reverse;

        Assert.Equal("calls", Assert.Single(reverse.Families.Values, family => family.Sync).Family);
        Assert.All(reverse.Families.Values, family => Assert.Equal(family.Sync ? Now : null, family.EnabledAt));
        Assert.Contains("There is no family 'notes'.", Assert.Throws<SyncException>(() => SettingTemplate.Create(Request with { Families = ["notes"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_asked_for_arrives()
    {
        SyncSetting setting = Written(new NewSettingRequest
        {
            HubSpotToken = "secret:crm/hubspot",
            HubSpotBaseUrl = "http://127.0.0.1:5001",
            LoginUrl = "http://127.0.0.1:5002",
            ClientId = "true",
            PrivateKey = "file:./my key.pem",
            Username = "sync@acme.com",
            StorePath = "./my: store #1.db",
            TimeZone = "Europe/Warsaw",
            AllowLoopback = true,
            Kinds = [.. ActivityKind.All.Select(kind => kind.Key)],
            EnabledAt = DateTimeOffset.UnixEpoch,
            NotBefore = DateTimeOffset.UnixEpoch,    // O8
            AssumeSyncedAt = DateTimeOffset.UnixEpoch,    // O2
        });

        Assert.Equal((5001, 5002, true), (setting.HubSpot.BaseUrl.Port, setting.Salesforce.LoginUrl.Port, setting.AllowLoopback));
        Assert.Equal(("true", "file:./my key.pem", "sync@acme.com"), (setting.Salesforce.ClientId, setting.Salesforce.PrivateKey!.ToString(), setting.Salesforce.Username));
        Assert.Equal(("my: store #1.db", "Europe/Warsaw"), (Path.GetFileName(setting.Store.Path), setting.TimeZone.Id));
        Assert.All(setting.Timeline.Kinds.Values, kind => Assert.True(kind.Sync));
        Assert.Equal((DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch), (setting.Timeline.NotBefore, setting.Contacts.AssumeSyncedAt));
    }

    [Fact]
    public void The_schema_lies_beside_the_file_that_points_to_it()
    {
        Written(Request);

        Assert.StartsWith("# yaml-language-server: $schema=./hubspot-salesforce.schema.json\n", File.ReadAllText(FullName), StringComparison.Ordinal);
        Assert.Equal(SettingSchema.Text(), File.ReadAllText(Path.Combine(_folder.FullName, "hubspot-salesforce.schema.json")));
    }

    [Fact]
    public void A_file_that_is_there_stays_unless_it_may_be_replaced()
    {
        File.WriteAllText(FullName, "mine");

        SyncException fault = Assert.Throws<SyncException>(() => SettingTemplate.Write(FullName, Request));
        Assert.Equal($"{FullName}: The file exists already. Choose another name, or replace it with -Force.", fault.Message);
        Assert.Equal("mine", File.ReadAllText(FullName));

        SettingTemplate.Write(FullName, Request, overwrite: true);
        Assert.NotEqual("mine", File.ReadAllText(FullName));
    }

    public static TheoryData<NewSettingRequest, string> Wrong => new()
    {
        { Request with { Kinds = ["calMade"] }, "There is no kind 'calMade'. Did you mean callMade?" },
        { Request with { LoginUrl = "http://acme.my.salesforce.com" }, "salesforce.loginUrl must begin with https://." },
        { Request with { HubSpotToken = "pat-eu1-00000000-1111-2222-3333-444444444444" }, "This looks like a token or a key." },
        { Request with { ClientSecret = "canary" }, "salesforce.clientSecret must be a reference to a secret" },
        { Request with { ClientSecret = "env:S", PrivateKey = "env:K" }, "exclude each other" },
        { Request with { PrivateKey = "env:K" }, "salesforce.privateKey needs salesforce.username." },
        { Request with { TimeZone = "Europe/Warsav" }, "Did you mean Europe/Warsaw?" },
        { Request with { ClientId = "a\nb: c" }, "salesforce.clientId must be one line of text." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_would_make_a_wrong_file_is_refused_and_nothing_is_written(NewSettingRequest request, string told)
    {
        SyncException fault = Assert.Throws<SyncException>(() => SettingTemplate.Write(FullName, request));

        Assert.Equal(FaultKind.SettingsInvalid, fault.Kind);
        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("00000000-1111", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public void A_folder_that_is_missing_is_told()
    {
        SyncException fault = Assert.Throws<SyncException>(() => SettingTemplate.Write(Path.Combine(_folder.FullName, "none", "a.yaml"), Request));

        Assert.EndsWith("The file cannot be written. Check that its folder exists and can be written to.", fault.Message, StringComparison.Ordinal);
    }

    private SyncSetting Written(NewSettingRequest request)
    {
        SettingTemplate.Write(FullName, request);
        return new SettingReader(_ => null).Read(FullName);
    }
}
