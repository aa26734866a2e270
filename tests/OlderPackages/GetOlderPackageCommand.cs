using System.Management.Automation;
using Microsoft.Data.Sqlite;
using Newtonsoft.Json;
using YamlDotNet.Serialization;

namespace OlderPackages;

/// <summary>Get-OlderPackage: uses each package, and tells which versions answered.</summary>
[Cmdlet(VerbsCommon.Get, "OlderPackage")]
public sealed class GetOlderPackageCommand : PSCmdlet
{
    protected override void EndProcessing()
    {
        Dictionary<string, string> text = JsonConvert.DeserializeObject<Dictionary<string, string>>("""{ "a": "b" }""")!;
        string yaml = new SerializerBuilder().Build().Serialize(text);
        using SqliteConnection connection = new("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "select sqlite_version()";
        string engine = (string)command.ExecuteScalar()!;
        WriteObject(new { Sqlite = VersionOf(typeof(SqliteConnection)), Engine = engine, Yaml = yaml.TrimEnd(), YamlDotNet = VersionOf(typeof(SerializerBuilder)), NewtonsoftJson = typeof(JsonConvert).Assembly.Location });
    }

    private static Version VersionOf(Type type) => type.Assembly.GetName().Version!;
}
