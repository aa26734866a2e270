namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>A rule that an administrator of the account made for a property (<c>/_sim/validation-rules</c>).</summary>
/// <remarks>HubSpot developer changelog of 2026-08-11: held for every write of version 2026-09; read 2026-11-21.</remarks>
public sealed record ValidationRule
{
    /// <summary>The type, such as <c>tasks</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>The property.</summary>
    public string Property { get; init; } = "";

    /// <summary>The value that is refused; null refuses records that are made without any.</summary>
    public string? Value { get; init; }

    /// <summary>What the refusal says.</summary>
    public string Message { get; init; } = "The value does not meet the validation rules of this property";

    internal bool IsBroken(CrmObjectType type, IReadOnlyDictionary<string, string?> values, bool isNew)
        => CrmObjectType.Find(Type) == type
            && (values.TryGetValue(Property, out string? value) ? value == Value : isNew && Value is null);

    internal PropertyFault ToFault() => new(Property, "PROPERTY_VALIDATION_RULE", Message);
}
