using HubSpotSalesforce.Settings;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Tests.Settings;

/// <summary>The schema that editors use and the table that the reader follows say the same, both ways.</summary>
public sealed class SettingSchemaTests
{
    private static readonly JObject Schema = JObject.Parse(SettingSchema.Text());

    [Fact]
    public void The_schema_and_the_reader_know_the_same_keys_types_words_and_bounds()
    {
        List<string> differences = [];

        Compare(SettingKeys.Root, Schema, "", differences);

        Assert.Empty(differences);
    }

    [Fact]
    public void Each_key_is_explained()
    {
        string[] unexplained = [.. Schema.Descendants().OfType<JProperty>()
            .Where(property => property.Parent!.Path.EndsWith("properties", StringComparison.Ordinal) && string.IsNullOrEmpty((string?)property.Value["description"]))
            .Select(property => property.Path)];

        Assert.Empty(unexplained);
    }

    [Fact]
    public void A_default_in_the_schema_is_the_default_of_the_reader()
    {
        using SettingFile shortest = new(SettingFile.Shortest);
        using SettingFile explicitly = new(SettingFile.Shortest);
        SettingEditor editor = new(_ => null);
        foreach ((string path, _) in SettingKeys.Values())
        {
            if (Default(path) is { } value)
            {
                editor.Set(explicitly.FullName, path, value is JArray words ? string.Join(", ", words) : value.ToString());
            }
        }

        string expected = Shown(shortest);
        string actual = Shown(explicitly);

        Assert.NotEqual(shortest.Text, explicitly.Text);
        Assert.Equal(expected, actual);
    }

    // Text of the whole, with the one thing left out that must differ: where the files are.
    private static string Shown(SettingFile file)
        => JObject.FromObject(file.Read()).ToString().Replace(file.Folder, "", StringComparison.Ordinal);

    private static JToken? Default(string path)
    {
        JToken node = path.Split('.').Aggregate((JToken)Schema, (at, name) => Resolved(at)["properties"]![name]!);
        return node["default"] ?? Resolved(node)["default"];
    }

    private static JObject Resolved(JToken node)
        => node["$ref"] is { } reference ? (JObject)Schema["definitions"]![((string)reference!).Split('/')[^1]]! : (JObject)node;

    private static void Compare(SettingKey key, JToken unresolved, string path, List<string> differences)
    {
        JObject node = Resolved(unresolved);
        string types = string.Join(' ', (node["type"] is JArray several ? several.Values<string>() : [(string?)node["type"]]).Where(type => type is not null and not "null").Order());
        if (types != Types(key))
        {
            differences.Add($"{path}: type '{types}' should be '{Types(key)}'");
        }

        Equal(Words(key), Enum(key.Type == SettingKeyType.Words && key.Choices.Length > 0 ? node["items"]! : node), $"{path}: words", differences);
        Equal(key.Children.Where(child => child.IsRequired).Select(child => child.Name), node["required"]?.Values<string>() ?? node["items"]?["required"]?.Values<string>() ?? [], $"{path}: required", differences);
        if (key.Type == SettingKeyType.Number && ((long?)node["minimum"], (long?)node["maximum"]) != (key.Least, key.Greatest))
        {
            differences.Add($"{path}: bounds");
        }

        JObject children = (JObject?)(key.Type == SettingKeyType.List ? node["items"]! : node)["properties"] ?? [];
        Equal(key.Named?.Names ?? key.Children.Select(child => child.Name), children.Properties().Select(property => property.Name), $"{path}: keys", differences);
        foreach (JProperty child in children.Properties())
        {
            if (key.Find(child.Name) is { } known)
            {
                Compare(known, child.Value, $"{path}.{child.Name}", differences);
            }
        }

        if (key is { Type: SettingKeyType.Map, Named: null })
        {
            Compare(key.Each!, node["additionalProperties"]!, $"{path}.*", differences);
        }
        else if (types == "object" && (bool?)node["additionalProperties"] != false)
        {
            differences.Add($"{path}: takes unknown keys");
        }
    }

    private static string Types(SettingKey key) => key.Type switch
    {
        SettingKeyType.Section or SettingKeyType.Map => "object",
        SettingKeyType.List or SettingKeyType.Words => "array",
        SettingKeyType.Literal when key.Name == "apiVersion" => "number string",
        SettingKeyType.Literal => "boolean number string",
        SettingKeyType.Flag => "boolean",
        SettingKeyType.Number => "integer",
        SettingKeyType.Budget => "integer string",
        SettingKeyType.Choice => "",
        _ => "string",
    };

    private static string[] Words(SettingKey key) => key.Choices;

    private static IEnumerable<string> Enum(JToken node) => node["enum"]?.Where(word => word.Type != JTokenType.Null).Select(word => word.ToString()) ?? [];

    private static void Equal(IEnumerable<string> expected, IEnumerable<string?> actual, string what, List<string> differences)
    {
        string wanted = string.Join(' ', expected.Order());
        string found = string.Join(' ', actual.Order());
        if (wanted != found)
        {
            differences.Add($"{what} '{found}' should be '{wanted}'");
        }
    }
}
