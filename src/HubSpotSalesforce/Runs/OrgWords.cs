using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Settings;
using Newtonsoft.Json;

namespace HubSpotSalesforce.Runs;

/// <summary>The words of an org as it was last seen, in a file beside the store: for completion, which asks no API.</summary>
public static class OrgWords
{
    private const string Ending = ".org.json";

    /// <summary>Returns the words of the org of a settings file; those every org begins with, when it was not seen yet.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>.</exception>
    public static TaskVocabulary Of(string settingPath, RunHost host)
    {
        string file = new SettingReader(host.Environment).Read(settingPath, host.Parameters).Store.Path + Ending;
        return File.Exists(file) ? JsonConvert.DeserializeObject<TaskVocabulary>(File.ReadAllText(file)) ?? TaskVocabulary.Factory : TaskVocabulary.Factory;
    }

    /// <summary>Keeps the words of an org beside its store.</summary>
    internal static void Keep(SyncSetting setting, TaskVocabulary words)
    {
        try
        {
            File.WriteAllText(setting.Store.Path + Ending, JsonConvert.SerializeObject(words));
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            // A memory for completion only; a run does not end for want of it.
        }
    }
}
