using System.Globalization;
using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Whether a property takes the value a client sent, and the form in which it is kept.</summary>
/// <remarks>
/// HubSpot developer docs, Properties and "Error handling", read 2026-11-21; INVALID_OPTION, INVALID_DATE and the check of owners are
/// the stricter reading of what is not documented.
/// </remarks>
internal static partial class ValueChecks
{
    private const int MaxNoteChars = 65_536;    // HubSpot developer docs, Notes, read 2026-11-21

    /// <summary>Checks a value and brings it into HubSpot's form; null for no fault.</summary>
    /// <param name="property">The property.</param>
    /// <param name="value">The value, which is not empty.</param>
    /// <param name="owners">The ids of all owners, deactivated ones too.</param>
    public static PropertyFault? Fault(CrmProperty property, ref string value, Func<string, bool> owners)
    {
        string text = value;
        switch (property.Type)
        {
            case "number" when !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _):
                return new PropertyFault(property.Name, "INVALID_INTEGER", $"{text} was not a valid number.");
            case "datetime" when !InstantForm().IsMatch(text) || PortalTime.Read(text) is null:
                return new PropertyFault(property.Name, "INVALID_DATE", $"{text} was not a valid date-time.");
            case "datetime":
                value = PortalTime.Format(PortalTime.Read(text)!.Value);
                return null;
            case "date" when Day(text) is { } day:
                value = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                return null;
            case "date":
                return new PropertyFault(property.Name, "INVALID_DATE", $"{text} was not a valid date: midnight UTC was expected.");
            case "enumeration" when property.Name == "hubspot_owner_id" && !owners(text):
                return new PropertyFault(property.Name, "INVALID_OPTION", $"{text} is no owner of this account");
            case "enumeration" when property.Options.Count > 0 && !Choices(property, text).All(property.Options.Contains):
                return new PropertyFault(
                    property.Name, "INVALID_OPTION", $"{text} was not one of the allowed options: [{string.Join(", ", property.Options)}]");
            case "bool" when text is not ("true" or "false"):
                return new PropertyFault(property.Name, "INVALID_OPTION", $"{text} was not one of the allowed options: [true, false]");
            case "string" when property.Name == "hs_note_body" && text.Length > MaxNoteChars:
                return new PropertyFault(property.Name, "INVALID_LENGTH", $"A note's body has at most {MaxNoteChars} characters");
            default:
                return null;
        }
    }

    // Several values are joined with semicolons, where the field is one of check boxes.
    private static string[] Choices(CrmProperty property, string text) => property.FieldType == "checkbox" ? text.TrimStart(';').Split(';') : [text];

    private static DateOnly? Day(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return day;
        }

        return InstantForm().IsMatch(text) && PortalTime.Read(text) is { } instant
            && DateTimeOffset.FromUnixTimeMilliseconds(instant) is { TimeOfDay.Ticks: 0 } midnight
            ? DateOnly.FromDateTime(midnight.UtcDateTime) : null;
    }

    [GeneratedRegex(@"^(-?\d+|\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d))?)$")]
    private static partial Regex InstantForm();
}
