using System.Collections;
using System.Management.Automation;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Takes text, and of an object the property that names what is meant. All else is refused, where PowerShell would make text of the whole object.</summary>
/// <param name="properties">The properties that name it, the best first; of those that are there, the first that is not empty counts.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamedByAttribute(params string[] properties) : ArgumentTransformationAttribute
{
    /// <summary>The properties that name it, the best first.</summary>
    public string[] Properties { get; } = properties;

    /// <summary>What to give instead of what is refused, as a sentence.</summary>
    public string Advice { get; set; } = "";

    /// <summary>A property of objects that are about something else, whatever other properties they have.</summary>
    public string? NotWith { get; set; }

    /// <summary>A property of objects that are left to another parameter where they have no name for this one, instead of being refused; * for all objects.</summary>
    public string? LeavesWith { get; set; }

    /// <summary>Whether the parameter takes one name, and no list.</summary>
    public bool IsOne { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null)
        {
            return null;
        }

        string[] names = [.. NamesOf(inputData)];
        return IsOne && names.Length == 1 ? names[0] : names;
    }

    private IEnumerable<string> NamesOf(object? given) => (given is PSObject wrapped ? wrapped.BaseObject : given) switch
    {
        null => [],
        string => [LanguagePrimitives.ConvertTo<string>(given)],
        { } number when IsNumber(number) => [LanguagePrimitives.ConvertTo<string>(given)],
        IEnumerable several and not IDictionary => several.Cast<object?>().SelectMany(NamesOf),
        _ => NamesOf(PSObject.AsPSObject(given)),
    };

    private string[] NamesOf(PSObject thing)
    {
        string type = thing.TypeNames[0].Split('.', '+')[^1];
        if (NotWith is { } other && thing.Properties[other] is not null)
        {
            throw Refused($"What was given is a {type}, which is about one activity.", isLeft: false);
        }

        bool isLeft = LeavesWith == "*" || (LeavesWith is { } elsewhere && thing.Properties[elsewhere] is not null);
        object?[] values = [.. Properties.Select(name => thing.Properties[name]).OfType<PSPropertyInfo>().Select(property => property.Value)];
        if (values.Length == 0)
        {
            throw Refused($"A {type} is taken for no name.", isLeft);
        }

        return values.Select(value => NamesOf(value).Where(name => name.Length > 0).ToArray()).FirstOrDefault(names => names.Length > 0)
            ?? throw Refused($"The {type}{(thing.Properties["Key"]?.Value is string key ? $" '{Shown.Of(key, 60)}'" : "")} names none.", isLeft);
    }

    // PowerShell tries its other parameters after an invalid cast, and after no other exception.
    private ArgumentTransformationMetadataException Refused(string why, bool isLeft)
    {
        string said = $"{why} {Advice}";
        return isLeft ? new(said, new PSInvalidCastException(said)) : new(said);
    }

    private static bool IsNumber(object value) => value is not Enum && Type.GetTypeCode(value.GetType()) is >= TypeCode.SByte and <= TypeCode.Decimal;
}
