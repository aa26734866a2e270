namespace HubSpotSalesforce.Mapping;

/// <summary>Converts the status of a task: what is closed on one side is closed on the other, whatever the org calls it.</summary>
internal sealed class StatusConverter(ValueMap map, FieldMapping mapping, StatusWords words) : ChoiceConverter(map, mapping)
{
    private const string Completed = "COMPLETED";
    private const string NotStarted = "NOT_STARTED";

    // As the task of a HubSpot task is written (D9), so that both ways agree.
    public override string? OfHubSpot(string? raw, string? form) => base.OfHubSpot(string.IsNullOrWhiteSpace(raw) ? NotStarted : raw, form);

    public override MappedValue ToSalesforce(string? raw, SalesforceValue current) => base.ToSalesforce(string.IsNullOrWhiteSpace(raw) ? NotStarted : raw, current);

    private protected override string? Counterpart(string option)
        => IsCompleted(option) ? words.Completed : base.Counterpart(option) ?? words.Open;

    private protected override bool IsListed(string option) => IsCompleted(option) || base.IsListed(option);

    private protected override string? Otherwise(SalesforceValue value)
        => value.Text is { } status && words.IsClosed(status) ? Completed : NotStarted;

    private static bool IsCompleted(string option) => option.Equals(Completed, StringComparison.OrdinalIgnoreCase);
}
