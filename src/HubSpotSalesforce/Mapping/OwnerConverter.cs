namespace HubSpotSalesforce.Mapping;

/// <summary>Converts the owner: a user in Salesforce, an owner in HubSpot (R37).</summary>
internal sealed class OwnerConverter(OwnerDirectory owners) : FieldConverter
{
    public override string? OfSalesforce(SalesforceValue value) => CanonicalText.Line(value.Text);

    // Of several owners that are one user, the one the pair knows is as good as any.
    public override string? OfHubSpot(string? raw, string? form)
        => string.IsNullOrWhiteSpace(raw) ? null : owners.UserIdOf(raw) ?? $"hubspot:{raw}";

    public override MappedValue ToHubSpot(SalesforceValue value, string? current)
        => value.Text is null ? new MappedValue(null)
        : owners.HubSpotOwnerOf(value.Text) is { } owner ? new MappedValue(owner)
        : MappedValue.None("is a user who is no HubSpot owner");

    public override MappedValue ToSalesforce(string? raw, SalesforceValue current)
        => owners.UserIdOf(raw) is { } user ? new MappedValue(user) : MappedValue.None("is an owner who is no Salesforce user");
}
