using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Reports;

/// <summary>What kinds of activity are called where people read them.</summary>
internal static class KindLabels
{
    /// <summary>What tasks are called that this product did not write.</summary>
    public const string Other = "Not from HubSpot";

    private static readonly Dictionary<string, string> Labels = new()
    {
        [ActivityKind.FormSubmission.Key] = "Form submitted",
        [ActivityKind.MarketingEmailSent.Key] = "Marketing email sent",
        [ActivityKind.MarketingEmailOpened.Key] = "Marketing email opened",
        [ActivityKind.MarketingEmailClicked.Key] = "Marketing email clicked",
        [ActivityKind.SalesEmailSent.Key] = "Sales email sent",
        [ActivityKind.SalesEmailOpened.Key] = "Sales email opened",
        [ActivityKind.SalesEmailClicked.Key] = "Sales email clicked",
        [ActivityKind.SalesEmailReplied.Key] = "Sales email answered",
        [ActivityKind.MeetingScheduled.Key] = "Meeting scheduled",
        [ActivityKind.CallMade.Key] = "Call made",
        [ActivityKind.NoteCreated.Key] = "Note written",
        [ActivityKind.SalesContentViewed.Key] = "Document viewed",
        [ActivityKind.TaskCreated.Key] = "Task created",
        [ActivityKind.IntegrationEvent.Key] = "Integration event",
    };

    /// <summary>The label of a kind; the kind itself when it has none.</summary>
    public static string Of(string? kind) => string.IsNullOrEmpty(kind) ? Other : Labels.GetValueOrDefault(kind, InertText.Of(kind, 60));
}
