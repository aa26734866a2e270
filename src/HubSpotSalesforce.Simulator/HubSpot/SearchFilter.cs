using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Makes conditions on records of the filters of a search.</summary>
/// <remarks>
/// HubSpot developer docs, Search the CRM, read 2026-11-21. A record without a value meets no condition but
/// <c>NOT_HAS_PROPERTY</c>.
/// </remarks>
internal sealed class SearchFilter(HubSpotPortal portal, CrmTable table)
{
    private const string AssociationPrefix = "associations.";

    /// <summary>Makes the condition of one filter.</summary>
    /// <exception cref="HubSpotRefusal">400 for unknown properties and operators, missing or malformed values.</exception>
    public Func<CrmRecord, bool> Compile(RequestBody filter)
    {
        string name = filter.RequiredText("propertyName");
        string @operator = filter.RequiredText("operator");
        if (name.StartsWith(AssociationPrefix, StringComparison.Ordinal))
        {
            return IsAssociated(CrmObjectType.Require(name[AssociationPrefix.Length..]), @operator, filter);
        }

        CrmProperty property = Definition(name);
        return @operator switch
        {
            "HAS_PROPERTY" => record => !string.IsNullOrEmpty(record.Value(name)),
            "NOT_HAS_PROPERTY" => record => string.IsNullOrEmpty(record.Value(name)),
            _ => property.IsOrdered ? CompileOrdered(property, @operator, filter) : CompileText(property, @operator, filter),
        };
    }

    /// <summary>The value of a property as a number, or null; dates of creation and change and ids come without parsing.</summary>
    public Func<CrmRecord, decimal?> Key(CrmProperty property)
    {
        string name = property.Name;
        if (name == "hs_object_id")
        {
            return static record => record.Id;
        }

        if (name == table.Type.LastModified)
        {
            return static record => record.UpdatedAt;
        }

        if (name == table.Type.CreateDate)
        {
            return static record => record.CreatedAt;
        }

        return record => Number(property, record.Value(name));
    }

    /// <summary>The definition of a property a search names.</summary>
    /// <exception cref="HubSpotRefusal">400 when there is none.</exception>
    public CrmProperty Definition(string name)
        => table.Definitions.GetValueOrDefault(name)
            ?? throw HubSpotRefusal.Invalid(
                $"There was a problem with the request: property \"{name}\" does not exist on {table.Type.Name}",
                new JsonObject { ["propertyName"] = new JsonArray(name) });

    private static decimal? Number(CrmProperty property, string? value)
    {
        if (property.Type is "datetime" or "date")
        {
            return PortalTime.Read(value);
        }

        return decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;
    }

    private static decimal RequiredNumber(CrmProperty property, string value)
        => Number(property, value) ?? throw HubSpotRefusal.Invalid($"\"{value}\" is no {property.Type}, as property \"{property.Name}\" needs");

    private static string[] Values(RequestBody filter)
        => filter.Texts("values") is { Length: > 0 } values ? values : throw HubSpotRefusal.Invalid("operator IN and NOT_IN need \"values\"");

    // A whole word; a star stands for the rest of one.
    private static Regex Token(string value)
    {
        string pattern = Regex.Escape(value).Replace("\\*", "[\\p{L}\\p{N}._@-]*", StringComparison.Ordinal);
        return new Regex($"(?<![\\p{{L}}\\p{{N}}]){pattern}(?![\\p{{L}}\\p{{N}}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    private static HubSpotRefusal Unfit(CrmProperty property, string @operator)
        => HubSpotRefusal.Invalid($"operator \"{@operator}\" does not exist, or does not fit property \"{property.Name}\" of type {property.Type}");

    private static Func<CrmRecord, bool> CompileText(CrmProperty property, string @operator, RequestBody filter)
    {
        string name = property.Name;
        const StringComparison Comparison = StringComparison.OrdinalIgnoreCase;
        if (@operator is "IN" or "NOT_IN")
        {
            HashSet<string> values = new(Values(filter), StringComparer.OrdinalIgnoreCase);
            bool isIn = @operator == "IN";
            return record => record.Value(name) is { Length: > 0 } text && values.Contains(text) == isIn;
        }

        string value = filter.RequiredText("value");
        Regex token = Token(value);
        string high = @operator == "BETWEEN" ? filter.RequiredText("highValue") : "";
        Func<string, bool> holds = @operator switch
        {
            "EQ" => text => string.Equals(text, value, Comparison),
            "NEQ" => text => !string.Equals(text, value, Comparison),
            "LT" => text => string.Compare(text, value, Comparison) < 0,
            "LTE" => text => string.Compare(text, value, Comparison) <= 0,
            "GT" => text => string.Compare(text, value, Comparison) > 0,
            "GTE" => text => string.Compare(text, value, Comparison) >= 0,
            "BETWEEN" => text => string.Compare(text, value, Comparison) >= 0 && string.Compare(text, high, Comparison) <= 0,
            "CONTAINS_TOKEN" => token.IsMatch,
            "NOT_CONTAINS_TOKEN" => text => !token.IsMatch(text),
            _ => throw Unfit(property, @operator),
        };
        return record => record.Value(name) is { Length: > 0 } text && holds(text);
    }

    private Func<CrmRecord, bool> CompileOrdered(CrmProperty property, string @operator, RequestBody filter)
    {
        Func<CrmRecord, decimal?> key = Key(property);
        if (@operator is "IN" or "NOT_IN")
        {
            HashSet<decimal> values = [.. Values(filter).Select(text => RequiredNumber(property, text))];
            bool isIn = @operator == "IN";
            return record => key(record) is { } number && values.Contains(number) == isIn;
        }

        decimal value = RequiredNumber(property, filter.RequiredText("value"));
        decimal high = @operator == "BETWEEN" ? RequiredNumber(property, filter.RequiredText("highValue")) : 0;
        return @operator switch
        {
            "EQ" => record => key(record) == value,
            "NEQ" => record => key(record) is { } number && number != value,
            "LT" => record => key(record) < value,
            "LTE" => record => key(record) <= value,
            "GT" => record => key(record) > value,
            "GTE" => record => key(record) >= value,
            "BETWEEN" => record => key(record) is { } number && number >= value && number <= high,
            _ => throw Unfit(property, @operator),
        };
    }

    private Func<CrmRecord, bool> IsAssociated(CrmObjectType to, string @operator, RequestBody filter)
    {
        string[] values = @operator switch
        {
            "EQ" => [filter.RequiredText("value")],
            "IN" => Values(filter),
            _ => throw HubSpotRefusal.Invalid($"operator \"{@operator}\" does not fit an association"),
        };
        HashSet<long> ids =
            [.. values.Select(text => long.TryParse(text, out long id) ? id : throw HubSpotRefusal.Invalid($"\"{text}\" is no record id"))];
        return record => portal.LinksOf(record, to).Any(ids.Contains);
    }
}
