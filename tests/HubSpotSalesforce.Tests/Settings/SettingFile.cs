using System.Text;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Tests.Settings;

/// <summary>A settings file in a folder of its own, gone after the test.</summary>
internal sealed class SettingFile : IDisposable
{
    /// <summary>The shortest text that is right; five lines.</summary>
    public const string Shortest = """
        version: 1
        hubspot: { token: env:HUBSPOT_TOKEN }
        salesforce:
          loginUrl: https://acme.my.salesforce.com
          clientId: 3MVG9
          clientSecret: env:SALESFORCE_SECRET

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("settings-");

    public SettingFile(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    public SettingFile(byte[] bytes) => File.WriteAllBytes(FullName, bytes);

    public string Folder => _folder.FullName;

    public string FullName => Path.Combine(_folder.FullName, "acme.yaml");

    public string Text => File.ReadAllText(FullName);

    /// <summary>Reads it with these environment variables and parameters, and no others.</summary>
    public SyncSetting Read(Dictionary<string, string>? variables = null, Dictionary<string, string>? parameters = null)
        => new SettingReader(name => variables?.GetValueOrDefault(name)).Read(FullName, parameters);

    /// <summary>Checks it with nothing from outside.</summary>
    public SettingFault[] Check() => new SettingReader(_ => null).Check(FullName);

    public void Dispose() => _folder.Delete(recursive: true);
}
