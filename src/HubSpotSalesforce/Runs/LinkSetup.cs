using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Linking;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Runs;

/// <summary>Wires the linking of contacts as the settings say.</summary>
internal static class LinkSetup
{
    /// <summary>The scopes that linking needs of a HubSpot token.</summary>
    public static string[] Scopes(SyncSetting setting)
        => setting.Contacts.InclusionList is null ? ["crm.objects.contacts.read"] : ["crm.objects.contacts.read", InclusionList.Scope];

    /// <summary>Returns a linker; nothing is sent yet.</summary>
    public static ContactLinker Linker(SyncSession session, RunBooks books, DateTimeOffset now)
    {
        SyncSetting setting = session.Setting;
        InclusionList? inclusion = setting.Contacts.InclusionList is { } listId
            ? new InclusionList(session.HubSpot, listId, said => Invalid(setting, said))
            : null;
        return new ContactLinker(new ContactReader(session.HubSpot), new PersonReader(session.Salesforce), inclusion, books.Store, books.Lease, new LinkOptions
        {
            Ways = setting.Contacts.LinkBy,
            AssumeSyncedAt = setting.Contacts.AssumeSyncedAt,
            FirstRunAt = books.FirstRunAt ?? now,
            Now = now,
        });
    }

    private static SyncException Invalid(SyncSetting setting, string said)
    {
        const string Key = "contacts.inclusionList";
        return new SyncException(FaultKind.SettingsInvalid, setting.File, $"{setting.PlaceOf(Key)}: {Key}: {said}");
    }
}
