namespace HubSpotSalesforce.Mapping;

/// <summary>Converts the values of one mapping, both ways, and brings both sides to one form.</summary>
/// <remarks>Pure and safe on any input: what is no value of its type is compared as text and never written.</remarks>
internal abstract class FieldConverter
{
    /// <summary>The canonical form of Salesforce's value.</summary>
    public abstract string? OfSalesforce(SalesforceValue value);

    /// <summary>The canonical form, in Salesforce's terms, of HubSpot's value.</summary>
    /// <param name="raw">HubSpot's value; null when it has none.</param>
    /// <param name="form">The canonical value it will be compared with, where that says how; else null.</param>
    public abstract string? OfHubSpot(string? raw, string? form);

    /// <summary>What Salesforce's value becomes in HubSpot.</summary>
    /// <param name="value">Salesforce's value.</param>
    /// <param name="current">What HubSpot holds now; null for nothing, or for a record that is made.</param>
    public abstract MappedValue ToHubSpot(SalesforceValue value, string? current);

    /// <summary>What HubSpot's value becomes in Salesforce.</summary>
    /// <param name="raw">HubSpot's value; null when it has none.</param>
    /// <param name="current">What Salesforce holds now.</param>
    public abstract MappedValue ToSalesforce(string? raw, SalesforceValue current);

    /// <summary>Brings a remembered canonical value to the form of the other two.</summary>
    public virtual string? Comparable(string? canonical) => canonical;
}
