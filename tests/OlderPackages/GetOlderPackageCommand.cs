using System.Management.Automation;
using System.Reflection;
using Newtonsoft.Json;
using YamlDotNet.Serialization;

namespace OlderPackages;

/// <summary>Get-OlderPackage: uses both packages, and tells which versions answered.</summary>
[Cmdlet(VerbsCommon.Get, "OlderPackage")]
public sealed class GetOlderPackageCommand : PSCmdlet
{
    protected override void EndProcessing()
    {
        Dictionary<string, string> text = JsonConvert.DeserializeObject<Dictionary<string, string>>("""{ "a": "b" }""")!;
        string yaml = new SerializerBuilder().Build().Serialize(text);
        WriteObject(new { Yaml = yaml.TrimEnd(), YamlDotNet = VersionOf(typeof(SerializerBuilder)), NewtonsoftJson = VersionOf(typeof(JsonConvert)) });
    }

    private static Version VersionOf(Type type) => type.Assembly.GetName().Version!;
}
