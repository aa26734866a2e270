namespace HubSpotSalesforce.Simulator.Salesforce.Schema;

/// <summary>What a field holds; describe calls it by the lower-case name.</summary>
internal enum FieldType
{
    /// <summary>The record's own id.</summary>
    Id,

    /// <summary>The id of another record.</summary>
    Reference,

    /// <summary>One line of text.</summary>
    String,

    /// <summary>Text of several lines: never filtered, sorted or grouped.</summary>
    Textarea,

    /// <summary>One of a list of values, which binds only where the field is restricted.</summary>
    Picklist,

    /// <summary>Free text with suggestions.</summary>
    Combobox,

    /// <summary>An email address.</summary>
    Email,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>An address on the web.</summary>
    Url,

    /// <summary>True or false, never null.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Int,

    /// <summary>A decimal number.</summary>
    Double,

    /// <summary>A day without a time.</summary>
    Date,

    /// <summary>An instant, in whole seconds.</summary>
    Datetime,
}
