using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Mapping;

/// <summary>The mappings of one family as they work between this org and this portal.</summary>
/// <remarks>Pure: no clock, network or store. What a side lacks of our defaults is left out.</remarks>
public sealed class FamilyMapping
{
    private static readonly string[] Always =
    [
        "Id", TaskField.Key, TaskField.WhoId, "WhatId", TaskField.OwnerId, "CreatedById", "CreatedDate", "LastModifiedDate", "SystemModstamp", "IsDeleted", "IsRecurrence",
    ];

    private static readonly string[] Events = ["IsAllDayEvent", "IsChild"];
    private static readonly string[] Tasks = ["IsClosed"];

    private readonly Dictionary<FieldMapping, FieldConverter> _converters = new(ReferenceEqualityComparer.Instance);

    /// <summary>Compiles mappings that were checked.</summary>
    /// <param name="family">The family.</param>
    /// <param name="mappings">Its effective mappings.</param>
    /// <param name="terms">What both sides have, and how days are counted.</param>
    public FamilyMapping(ActivityFamily family, IReadOnlyList<FieldMapping> mappings, MappingTerms terms)
    {
        Family = family;
        DayClock clock = new(terms.Zone, terms.DueHour);
        List<FieldMapping> there = [];
        foreach (FieldMapping mapping in mappings.Where(mapping => IsThere(mapping, terms)))
        {
            FieldMapping named = mapping with { Field = terms.Field(mapping.Field)?.Name ?? mapping.Field, Property = terms.Property(mapping.Property)?.Name ?? mapping.Property };
            _converters[named] = Converter(named, terms, clock);
            there.Add(named);
        }

        Mappings = there;
    }

    /// <summary>The family.</summary>
    public ActivityFamily Family { get; }

    /// <summary>The mappings that work, in the order in which they are written.</summary>
    public IReadOnlyList<FieldMapping> Mappings { get; }

    /// <summary>The fields of the Salesforce object that a plan wants to see, each once; values of email messages are not among them.</summary>
    public string[] Fields =>
    [
        .. Mappings.SelectMany(mapping => mapping.Sources.Append(mapping.Field)).Where(name => !name.Contains('.', StringComparison.Ordinal))
            .Concat(Always)
            .Concat(Family == ActivityFamily.Meetings ? Events : Tasks)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>The properties of the HubSpot object that a plan wants to see, each once.</summary>
    public string[] Properties => [.. Mappings.Select(mapping => mapping.Property).Append(HubSpotField.Key).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The value of a Salesforce record as it is compared (O6); null for none.</summary>
    public string? CanonicalOfSalesforce(FieldMapping mapping, Activity row) => _converters[mapping].OfSalesforce(SalesforceValue.Of(mapping, row));

    /// <summary>HubSpot's value in Salesforce's terms, as it is compared (O6); null for none.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="raw">HubSpot's value; null when it has none.</param>
    /// <param name="form">The value it will be compared with: of an all-day event a day.</param>
    public string? CanonicalOfHubSpot(FieldMapping mapping, string? raw, string? form = null) => _converters[mapping].OfHubSpot(raw, form);

    /// <summary>Brings a value that a pair remembers, in whatever version it was written, to the form of today.</summary>
    public string? Comparable(FieldMapping mapping, string? canonical) => _converters[mapping].Comparable(canonical);

    /// <summary>Returns what a Salesforce record's value becomes in HubSpot.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="row">The record.</param>
    /// <param name="current">What HubSpot holds now; null for nothing.</param>
    public MappedValue ToHubSpot(FieldMapping mapping, Activity row, string? current)
    {
        MappedValue value = _converters[mapping].ToHubSpot(SalesforceValue.Of(mapping, row), current);

        // HubSpot takes no record without its place on the timeline: a date that is empty or was cleared leaves what stands there.
        return value.Raw is null && mapping.IsRequired
            ? current is null ? value with { Raw = InstantText.Sent(row.OccurredAt), IsWritten = true } : MappedValue.None(value.Note)
            : value;
    }

    /// <summary>Returns what HubSpot's value becomes in Salesforce.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="raw">HubSpot's value; null when it has none.</param>
    /// <param name="row">The Salesforce record as it stands; null when it is not known.</param>
    public MappedValue ToSalesforce(FieldMapping mapping, string? raw, Activity? row) => _converters[mapping].ToSalesforce(raw, SalesforceValue.Of(mapping, row));

    /// <summary>Whether what HubSpot says of a record may go to Salesforce; what a record of another kind says instead of the field may not.</summary>
    public static bool ComesFromField(FieldMapping mapping, Activity? row)
        => SalesforceValue.Of(mapping, row).Source is var source && (source == mapping.Field || source == "CreatedDate");

    private static bool IsThere(FieldMapping mapping, MappingTerms terms)
    {
        bool isOwner = mapping.Conversion == FieldConversion.Owner;
        bool isMessage = mapping.Field.Contains('.', StringComparison.Ordinal);
        return mapping.Direction != MappingDirection.Off
            && (!isOwner || terms.Owners is not null)
            && (isMessage || terms.Fields.Length == 0 || terms.Field(mapping.Field) is { } field && (!mapping.GoesToSalesforce || !mapping.IsDefault || field.IsUpdateable))
            && (terms.Properties.Length == 0 || terms.Property(mapping.Property) is not null);
    }

    private static FieldConverter Converter(FieldMapping mapping, MappingTerms terms, DayClock clock)
    {
        SalesforceField? field = terms.Field(mapping.Field);
        HubSpotProperty? property = terms.Property(mapping.Property);
        FieldConversion conversion = mapping.Conversion
            ?? (field is null || property is null ? FieldConversion.Line : TypeFit.Of(field, property) ?? FieldConversion.Line);
        FieldMapping typed = mapping with { Conversion = conversion };
        return conversion switch
        {
            FieldConversion.Line or FieldConversion.Text or FieldConversion.Html => new TextConverter(conversion, field?.Length is > 0 and var length ? length : LengthOf(mapping.Field)),
            FieldConversion.Number or FieldConversion.Seconds or FieldConversion.Flag => new NumberConverter(conversion, conversion == FieldConversion.Seconds || field?.Type == "int"),
            FieldConversion.Choice or FieldConversion.Choices => new ChoiceConverter(new ValueMap(mapping, field, property), typed),
            FieldConversion.Status => new StatusConverter(new ValueMap(mapping, field, property), typed, new StatusWords(field?.Values ?? [], terms.ClosedStatuses)),
            FieldConversion.Owner => new OwnerConverter(terms.Owners!),
            _ => new TimeConverter(conversion, mapping.Field, clock),
        };
    }

    private static int LengthOf(string field) => field switch
    {
        TaskField.Subject => TaskMapper.MaxSubject,
        TaskField.Description => Description.MaxLength,
        _ => 0,
    };
}
