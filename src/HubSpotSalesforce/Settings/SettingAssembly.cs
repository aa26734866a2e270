using System.Collections.Frozen;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Reports;

namespace HubSpotSalesforce.Settings;

/// <summary>Makes the records from values that have been checked; what is not set keeps the default of its record.</summary>
internal sealed class SettingAssembly(SettingValues values, string file)
{
    /// <summary>The whole.</summary>
    public SyncSetting Build()
    {
        SyncSetting basis = new() { File = file, HubSpot = HubSpot(), Salesforce = Salesforce(), Store = Store(), Timeline = Timeline() };
        return basis with
        {
            Places = key => values.PlaceOf(key, file),
            AllowLoopback = values.FindValue<bool>("allowLoopback") ?? basis.AllowLoopback,
            TimeZone = values.Find<TimeZoneInfo>("timeZone") ?? basis.TimeZone,
            Contacts = Contacts(),
            Reverse = Reverse(),
            Owners = new OwnerSetting { Map = values.Below("owners.map").ToFrozenDictionary(StringComparer.OrdinalIgnoreCase) },
            NativeConnector = values.Find<string>("nativeConnector"),
            Limits = Limits(),
            Events = new EventSetting { Settle = values.FindValue<TimeSpan>("events.settle") ?? basis.Events.Settle },
            SalesEmails = new SalesEmailSetting { WatchDays = Number("salesEmails.watchDays") ?? basis.SalesEmails.WatchDays },
            Reports = [.. Reports()],
            Waiting = new WaitingSetting { Keep = values.FindValue<TimeSpan>("waiting.keep") },
            Overlaps = new OverlapSetting
            {
                Objects = values.FindValue<TimeSpan>("overlaps.objects") ?? basis.Overlaps.Objects,
                Events = values.FindValue<TimeSpan>("overlaps.events") ?? basis.Overlaps.Events,
            },
        };
    }

    private HubSpotSetting HubSpot()
    {
        HubSpotSetting basis = new() { Token = values.Find<SecretReference>("hubspot.token")! };
        return basis with { BaseUrl = values.Find<Uri>("hubspot.baseUrl") ?? basis.BaseUrl };
    }

    private SalesforceSetting Salesforce()
    {
        SalesforceSetting basis = new()
        {
            LoginUrl = values.Find<Uri>("salesforce.loginUrl")!,
            ClientId = values.Find<string>("salesforce.clientId")!,
            ClientSecret = values.Find<SecretReference>("salesforce.clientSecret"),
            PrivateKey = values.Find<SecretReference>("salesforce.privateKey"),
            Username = values.Find<string>("salesforce.username"),
        };
        return basis with { ApiVersion = values.Find<string>("salesforce.apiVersion") ?? basis.ApiVersion };
    }

    private StoreSetting Store()
    {
        string path = values.Find<string>("state.path") ?? "./hubspot-salesforce.db";
        StoreSetting basis = new()
        {
            Path = Path.GetFullPath(path, Path.GetDirectoryName(file)!),
            Connection = values.Find<SecretReference>("state.connection"),
        };
        return basis with { Kind = values.Find<string>("state.store") ?? basis.Kind, Keep = values.FindValue<TimeSpan>("state.keep") ?? basis.Keep };
    }

    private ContactSetting Contacts()
    {
        ContactSetting basis = new()
        {
            InclusionList = values.FindValue<long>("contacts.inclusionList"),
            AssumeSyncedAt = Instant("contacts.assumeSyncedAt"),
        };
        return basis with { LinkBy = values.Find<string[]>("contacts.linkBy") ?? basis.LinkBy };
    }

    // A name is required, so that the first item without one is past the end.
    private IEnumerable<ReportDefinition> Reports()
    {
        for (int number = 0; values.Find<string>($"reports.{number}.name") is { } name; number++)
        {
            string path = $"reports.{number}";
            yield return new ReportDefinition
            {
                Name = name,
                Who = values.Find<string>($"{path}.who"),
                Source = values.Find<string>($"{path}.source"),
                Kinds = values.Find<string[]>($"{path}.kinds") ?? [],
                TaskTypes = values.Find<string[]>($"{path}.taskTypes") ?? [],
                Status = values.Find<string>($"{path}.status"),
                Statuses = values.Find<string[]>($"{path}.statuses") ?? [],
                Owners = values.Find<string[]>($"{path}.owners") ?? [],
                From = values.FindValue<DateOnly>($"{path}.from"),
                To = values.FindValue<DateOnly>($"{path}.to"),
                Days = (int?)values.FindValue<long>($"{path}.days"),
                AnyDate = values.FindValue<bool>($"{path}.anyDate"),
                SubjectContains = values.Find<string>($"{path}.subjectContains"),
                SubjectStartsWith = values.Find<string>($"{path}.subjectStartsWith"),
                Person = values.Find<string>($"{path}.person"),
                Account = values.Find<string>($"{path}.account"),
            };
        }
    }

    private TimelineSetting Timeline()
    {
        TimelineSetting basis = new();
        return basis with
        {
            EnabledAt = Instant("timeline.enabledAt"),
            NotBefore = Instant("timeline.notBefore"),
            Owners = values.Find<string>("timeline.owners") ?? basis.Owners,
            Contact = values.Find<string>("timeline.contact") ?? basis.Contact,
            OnDelete = values.Find<string>("timeline.onDelete") ?? basis.OnDelete,
            Anchor = values.Find<string>("timeline.windows.anchor") ?? basis.Anchor,
            ForwardFrom = values.Find<string>("timeline.windows.forwardFrom") ?? basis.ForwardFrom,
            IncludeFiltered = values.FindValue<bool>("timeline.includeFiltered") ?? basis.IncludeFiltered,
            IncludeFromSalesforce = values.FindValue<bool>("timeline.includeFromSalesforce") ?? basis.IncludeFromSalesforce,
            Kinds = ActivityKind.All.ToFrozenDictionary(kind => kind.Key, Kind),
        };
    }

    private KindSetting Kind(ActivityKind kind)
    {
        string path = $"timeline.kinds.{kind.Key}";
        return new KindSetting
        {
            Kind = kind.Key,
            Sync = values.FindValue<bool>($"{path}.sync") ?? false,
            TaskType = values.Find<string>($"{path}.taskType"),
            Subject = values.Find<string>($"{path}.subject") ?? kind.Subject,
            EnabledAt = Instant($"{path}.enabledAt"),
            NotBefore = Instant($"{path}.notBefore"),
            Status = values.Find<string>($"{path}.status"),
            Priority = values.Find<string>($"{path}.priority"),
            EventTypes = values.Find<string[]>($"{path}.{SettingKeys.EventTypes}") ?? [],
            Fields = values.Below($"{path}.fields").ToFrozenDictionary(StringComparer.OrdinalIgnoreCase),
        };
    }

    private ReverseSetting Reverse()
    {
        const string path = "salesforceToHubSpot";
        ReverseSetting basis = new();
        return basis with
        {
            Families = ActivityFamily.All.ToFrozenDictionary(family => family.Key, family => Family($"{path}.{family}", family)),
            Owners = values.Find<string>($"{path}.owners") ?? basis.Owners,
            Associations = values.Find<string>($"{path}.associations") ?? basis.Associations,
            CaseProperty = values.Find<string>($"{path}.caseProperty"),
            IgnoreCreatedBy = values.Find<string[]>($"{path}.ignoreCreatedBy") ?? [],
            DueHour = Number($"{path}.dueHour") ?? basis.DueHour,
        };
    }

    private FamilySetting Family(string path, ActivityFamily family)
    {
        FamilySetting basis = new() { Family = family.Key };
        return basis with
        {
            Sync = values.FindValue<bool>($"{path}.sync") ?? false,
            EnabledAt = Instant($"{path}.enabledAt"),
            OnDelete = values.Find<string>($"{path}.onDelete") ?? basis.OnDelete,
            Conflict = values.Find<string>($"{path}.conflict") ?? basis.Conflict,
            Mappings = [.. Enumerable.Range(0, values.CountOf($"{path}.mappings")).Select(index => Mapping($"{path}.mappings.{index}"))],
        };
    }

    private MappingSetting Mapping(string path) => new()
    {
        Field = values.Find<string>($"{path}.field") ?? "",
        Property = values.Find<string>($"{path}.property"),
        Direction = values.Find<string>($"{path}.direction"),
        Values = values.Below($"{path}.values").ToFrozenDictionary(StringComparer.OrdinalIgnoreCase),
        Key = path,
    };

    private LimitSetting Limits()
    {
        LimitSetting basis = new() { MaxCreatesPerRun = Number("limits.maxCreatesPerRun") };
        return basis with
        {
            MaxCreates = Number("limits.maxCreates") ?? basis.MaxCreates,
            MaxDeletes = Number("limits.maxDeletes") ?? basis.MaxDeletes,
            BulkFrom = Number("limits.bulkFrom") ?? basis.BulkFrom,
            HubSpotCalls = values.Find<CallBudget>("limits.apiCalls.hubspot") ?? basis.HubSpotCalls,
            SalesforceCalls = values.Find<CallBudget>("limits.apiCalls.salesforce") ?? basis.SalesforceCalls,
        };
    }

    // The table bounds these keys to what an int holds.
    private int? Number(string path) => (int?)values.FindValue<long>(path);

    private DateTimeOffset? Instant(string path) => values.FindValue<DateTimeOffset>(path);
}
