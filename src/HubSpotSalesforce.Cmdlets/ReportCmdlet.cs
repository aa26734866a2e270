using System.Management.Automation;
using HubSpotSalesforce.Reports;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of the cmdlets that make reports: what a report takes.</summary>
public abstract class ReportCmdlet : ConnectedCmdlet
{
    /// <summary>The name of a saved report, a block under reports: in the settings. Other parameters go before what it says.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SavedReportCompleter))]
    public string? Name { get; set; }

    /// <summary>The family: activities with contacts, which is the default, or with leads. The history of a converted lead stands under its contact.</summary>
    [Parameter]
    [ValidateSet("contacts", "leads")]
    public string? Who { get; set; }

    /// <summary>Whose activities: those written from HubSpot, which is the default, all others (salesforce), or all.</summary>
    [Parameter]
    [ValidateSet("hubspot", "salesforce", "all")]
    public string? Source { get; set; }

    /// <summary>The kinds to take; all of them by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateKind]
    [ArgumentCompleter(typeof(KindCompleter))]
    public string[] Kind { get; set; } = [];

    /// <summary>The task types to take; all of them by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrgWordCompleter))]
    public string[] TaskType { get; set; } = [];

    /// <summary>Whether open or completed activities are taken; both (all) by default.</summary>
    [Parameter]
    [ValidateSet("all", "open", "completed")]
    public string? Status { get; set; }

    /// <summary>The values of the task's Status to take; all of them by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrgWordCompleter))]
    public string[] StatusValue { get; set; } = [];

    /// <summary>The users whose tasks are taken, by name, username, address or id; everybody's by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Owner { get; set; } = [];

    /// <summary>The first day, which counts.</summary>
    [Parameter]
    [Day]
    public DateTime? From { get; set; }

    /// <summary>The last day, which counts; today by default.</summary>
    [Parameter]
    [Day]
    public DateTime? To { get; set; }

    /// <summary>How many days the period has, up to its last one; 30 by default.</summary>
    [Parameter]
    [ValidateRange(1, 3_660)]
    public int? Days { get; set; }

    /// <summary>Takes all days, and tasks without a day too.</summary>
    [Parameter]
    public SwitchParameter AnyDate { get; set; }

    /// <summary>A part of the subject, in any case.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SubjectContains { get; set; }

    /// <summary>The beginning of the subject, in any case.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SubjectStartsWith { get; set; }

    /// <summary>The lead or contact: an id, an address, or a part of the name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Person { get; set; }

    /// <summary>The account: an id, or a part of the name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Account { get; set; }

    private protected ReportRequest Request() => new()
    {
        SettingPath = SettingFile,
        Name = Name,
        Definition = new ReportDefinition
        {
            Who = Who?.ToLowerInvariant(),
            Source = Source?.ToLowerInvariant(),
            Kinds = [.. Kind.Select(kind => Activities.ActivityKind.Named(kind).Key)],
            TaskTypes = TaskType,
            Status = Status?.ToLowerInvariant(),
            Statuses = StatusValue,
            Owners = Owner,
            From = From is { } from ? DateOnly.FromDateTime(from) : null,
            To = To is { } to ? DateOnly.FromDateTime(to) : null,
            Days = Days,
            AnyDate = AnyDate ? true : null,
            SubjectContains = SubjectContains,
            SubjectStartsWith = SubjectStartsWith,
            Person = Person,
            Account = Account,
        },
    };
}
