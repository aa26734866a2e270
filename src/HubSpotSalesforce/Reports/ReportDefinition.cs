namespace HubSpotSalesforce.Reports;

/// <summary>What a report is asked for: a family, a period and filters (R38-R41). What is null or empty was not said.</summary>
public sealed record ReportDefinition
{
    /// <summary>The period of a report for which none was said, in days that end today.</summary>
    public const int DefaultDays = 30;

    /// <summary>Its name; null for a report that was not saved (R43).</summary>
    public string? Name { get; init; }

    /// <summary>The family (R38): <c>contacts</c> (the default) or <c>leads</c>.</summary>
    public string? Who { get; init; }

    /// <summary>Whose activities: <c>hubspot</c> for those this product wrote (the default), <c>salesforce</c> for all others, or <c>all</c>.</summary>
    public string? Source { get; init; }

    /// <summary>The kinds to take, by their settings keys (R39); empty for all.</summary>
    public string[] Kinds { get; init; } = [];

    /// <summary>The task types to take; empty for all, tasks without a type included.</summary>
    public string[] TaskTypes { get; init; } = [];

    /// <summary>Which activities are shown (R40): <c>open</c>, <c>completed</c> or <c>all</c> (the default).</summary>
    public string? Status { get; init; }

    /// <summary>The values of Status to take (R40); empty for all.</summary>
    public string[] Statuses { get; init; } = [];

    /// <summary>The users whose tasks to take, by name, username, address or id; empty for everybody's.</summary>
    public string[] Owners { get; init; } = [];

    /// <summary>The first day (R39), which counts; null for the default.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, which counts; null for today.</summary>
    public DateOnly? To { get; init; }

    /// <summary>How many days the period has, today included; null where <see cref="From"/> is set, or for the default.</summary>
    public int? Days { get; init; }

    /// <summary>Whether all days are taken, and tasks without a day too; null for no.</summary>
    public bool? AnyDate { get; init; }

    /// <summary>A part of the subject, in any case (R41); null for any subject.</summary>
    public string? SubjectContains { get; init; }

    /// <summary>The beginning of the subject, in any case (R41); null for any subject.</summary>
    public string? SubjectStartsWith { get; init; }

    /// <summary>The lead or contact: an id, an address, or a part of the name; null for everybody.</summary>
    public string? Person { get; init; }

    /// <summary>The account: an id, or a part of the name; null for any.</summary>
    public string? Account { get; init; }

    /// <summary>Whether it says anything of the period.</summary>
    public bool HasPeriod => From is not null || To is not null || Days is not null || AnyDate is not null;

    /// <summary>Returns the definition that says what this one says, and for the rest what another one does.</summary>
    /// <remarks>A period is taken whole: one that names a single end does not inherit the other.</remarks>
    public ReportDefinition Over(ReportDefinition basis) => new()
    {
        Name = Name ?? basis.Name,
        Who = Who ?? basis.Who,
        Source = Source ?? basis.Source,
        Kinds = Kinds.Length > 0 ? Kinds : basis.Kinds,
        TaskTypes = TaskTypes.Length > 0 ? TaskTypes : basis.TaskTypes,
        Status = Status ?? basis.Status,
        Statuses = Statuses.Length > 0 ? Statuses : basis.Statuses,
        Owners = Owners.Length > 0 ? Owners : basis.Owners,
        From = HasPeriod ? From : basis.From,
        To = HasPeriod ? To : basis.To,
        Days = HasPeriod ? Days : basis.Days,
        AnyDate = HasPeriod ? AnyDate : basis.AnyDate,
        SubjectContains = SubjectContains ?? basis.SubjectContains,
        SubjectStartsWith = SubjectStartsWith ?? basis.SubjectStartsWith,
        Person = Person ?? basis.Person,
        Account = Account ?? basis.Account,
    };

    /// <summary>Returns the definition with all defaults filled in, and its period as days.</summary>
    /// <param name="today">The day that it is, in the zone of the settings.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.ReportInvalid"/>: the period is none.</exception>
    public ReportDefinition Resolved(DateOnly today)
    {
        if (From is not null && Days is not null)
        {
            throw Invalid("names both a first day and a number of days. Give one of the two.");
        }

        if (AnyDate == true && (From is not null || To is not null || Days is not null))
        {
            throw Invalid("takes any date and names a period too. Give one of the two.");
        }

        bool isAny = AnyDate == true;
        DateOnly? to = isAny ? null : To ?? (From > today ? From : today);
        DateOnly? from = isAny ? null : From ?? to!.Value.AddDays(1 - (Days ?? DefaultDays));
        return from > to
            ? throw Invalid($"begins on {from:yyyy-MM-dd}, after its end on {to:yyyy-MM-dd}. Exchange the two.")
            : this with { Who = Who ?? ReportFamily.Contacts, Source = Source ?? "hubspot", Status = Status ?? "all", From = from, To = to, Days = null, AnyDate = isAny };
    }

    /// <summary>The filters of a resolved definition as a person reads them, defaults included, in a fixed order.</summary>
    public string[] Describe()
    {
        List<string> said =
        [
            AnyDate == true ? "Any date" : $"{From:yyyy-MM-dd} to {To:yyyy-MM-dd}",
            Source switch { "hubspot" => "From HubSpot", "salesforce" => "Not from HubSpot", _ => "From HubSpot and Salesforce" },
            Status switch { "open" => "Open", "completed" => "Completed", _ => "Open and completed" },
        ];
        Add("Kind", Kinds);
        Add("Task type", TaskTypes);
        Add("Status", Statuses);
        Add("Owner", Owners);
        Add("Subject contains", SubjectContains);
        Add("Subject starts with", SubjectStartsWith);
        Add("Person", Person);
        Add("Account", Account);
        return [.. said];

        void Add(string what, params string?[] values)
        {
            string[] given = [.. values.OfType<string>()];
            if (given.Length > 0)
            {
                said.Add($"{what}: {string.Join(", ", given)}");
            }
        }
    }

    private SyncException Invalid(string said) => new(FaultKind.ReportInvalid, Name ?? "report", $"The report {(Name is null ? "" : $"'{Name}' ")}{said}");
}
