using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Mapping;

/// <summary>Compares mappings with what both sides have, before anything runs (R54, R55).</summary>
public static class MappingCheck
{
    private const string MessagePrefix = "EmailMessage.";

    // What links and identifies a record is set by the sync itself.
    private static readonly string[] Reserved = [TaskField.Key, TaskField.OccurredAt, TaskField.Kind, TaskField.WhoId, "WhatId", "Id", TaskField.TaskSubtype, HubSpotField.Key];

    /// <summary>Returns a fault for each mapping of the settings that cannot work; our defaults are left out where a side lacks them.</summary>
    /// <param name="family">The family.</param>
    /// <param name="mappings">Its effective mappings.</param>
    /// <param name="terms">What both sides have.</param>
    public static MappingFault[] Check(ActivityFamily family, IReadOnlyList<FieldMapping> mappings, MappingTerms terms)
        => [.. mappings.Where(mapping => !mapping.IsDefault && mapping.Direction != MappingDirection.Off).Select(mapping => Fault(family, mapping, mappings, terms)).OfType<MappingFault>()];

    private static MappingFault? Fault(ActivityFamily family, FieldMapping mapping, IReadOnlyList<FieldMapping> all, MappingTerms terms)
    {
        if (Reserved.FirstOrDefault(name => Same(name, mapping.Field) || Same(name, mapping.Property)) is { } reserved)
        {
            return new MappingFault(mapping, $"{reserved} is set by the sync itself.", "Remove the mapping.");
        }

        if (all.Any(other => !ReferenceEquals(other, mapping) && other.Direction != MappingDirection.Off && Collide(mapping, other)))
        {
            return new MappingFault(mapping, $"{mapping.Field} or {mapping.Property} is written by another mapping of {family}, too.", "Let one of them travel the other way only, or remove it.");
        }

        return OfSalesforce(family, mapping, terms) ?? OfHubSpot(family, mapping, terms) ?? OfTypes(mapping, terms);
    }

    // Two values cannot stand in one place, on either side.
    private static bool Collide(FieldMapping one, FieldMapping other)
        => (one.GoesToHubSpot && other.GoesToHubSpot && Same(one.Property, other.Property))
            || (one.GoesToSalesforce && other.GoesToSalesforce && Same(one.Field, other.Field));

    private static MappingFault? OfSalesforce(ActivityFamily family, FieldMapping mapping, MappingTerms terms)
    {
        if (mapping.Field.StartsWith(MessagePrefix, StringComparison.Ordinal))
        {
            return mapping.GoesToSalesforce ? new MappingFault(mapping, $"{mapping.Field} belongs to an email that was sent and cannot be changed.", "Write direction: toHubSpot.") : null;
        }

        if (terms.Field(mapping.Field) is not { } field)
        {
            string near = Nearest.To(mapping.Field, terms.Fields.Select(known => known.Name)) is { } name ? $"Did you mean {name}?" : "Use the field's API name, and check that the integration user may see it.";
            return new MappingFault(mapping, $"Salesforce has no field {family.SalesforceType}.{mapping.Field}.", near);
        }

        return mapping.GoesToSalesforce && !field.IsUpdateable
            ? new MappingFault(mapping, $"The integration user may not change {family.SalesforceType}.{field.Name}.", "Write direction: toHubSpot, or give the user the right to edit the field.")
            : null;
    }

    private static MappingFault? OfHubSpot(ActivityFamily family, FieldMapping mapping, MappingTerms terms)
    {
        if (terms.Property(mapping.Property) is not { } property)
        {
            string near = Nearest.To(mapping.Property, terms.Properties.Select(known => known.Name)) is { } name ? $"Did you mean {name}?" : "Use the property's internal name, as its settings in HubSpot show it.";
            return new MappingFault(mapping, $"HubSpot's {family} have no property {mapping.Property}.", near);
        }

        if (mapping.GoesToHubSpot && property.IsReadOnly)
        {
            return new MappingFault(mapping, $"HubSpot sets {property.Name} itself and lets nobody write it.", "Write direction: toSalesforce, or choose another property.");
        }

        return property.ReferencesTo is { } referenced && !Same(property.Name, HubSpotField.Owner)
            ? new MappingFault(mapping, $"{property.Name} names a HubSpot {referenced.ToLowerInvariant()}, and properties that name users cannot be mapped.", "Choose another property.")
            : null;
    }

    private static MappingFault? OfTypes(FieldMapping mapping, MappingTerms terms)
    {
        if (mapping.Conversion is not null || terms.Field(mapping.Field) is not { } field || terms.Property(mapping.Property) is not { } property || TypeFit.Of(field, property) is not null)
        {
            return null;    // our own conversions reach further than the table
        }

        string[] fitting = TypeFit.Fitting(property);
        string[] near = [.. terms.Fields.Where(known => TypeFit.Of(known, property) is not null && (known.IsUpdateable || !mapping.GoesToSalesforce)).Take(3).Select(known => known.Name)];
        string advice = (fitting, near) switch
        {
            ([], _) => "Choose another property.",
            (_, []) => $"Choose a field of type {string.Join(" or ", fitting)}.",
            _ => $"Choose a field of type {string.Join(" or ", fitting)}, such as {string.Join(", ", near)}.",
        };
        return new MappingFault(mapping, $"{field.Name} ({field.Type}) does not fit {property.Name} ({property.Type}, {property.FieldType}).", advice);
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
