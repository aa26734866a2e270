namespace HubSpotSalesforce.Settings;

/// <summary>The JSON schema of settings files, by which editors complete and check them.</summary>
public static class SettingSchema
{
    /// <summary>The name of its file, to which the first line of a settings file points.</summary>
    public const string FileName = "hubspot-salesforce.schema.json";

    /// <summary>Returns its text.</summary>
    public static string Text()
    {
        using Stream stream = typeof(SettingSchema).Assembly.GetManifestResourceStream(FileName)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
