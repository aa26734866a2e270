using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Linking;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Runs;

/// <summary>Wires the linking of contacts as the settings say.</summary>
internal static class LinkSetup
{
    /// <summary>The scopes that linking needs of a HubSpot token.</summary>
    public static string[] Scopes() => ["crm.objects.contacts.read"];

    /// <summary>Returns a linker; nothing is sent yet.</summary>
    public static ContactLinker Linker(SyncSession session, RunBooks books, DateTimeOffset now)
    {
        SyncSetting setting = session.Setting;
        return new ContactLinker(new ContactReader(session.HubSpot), new PersonReader(session.Salesforce), books.Store, books.Lease, new LinkOptions
        {
            Ways = setting.Contacts.LinkBy,
            AssumeSyncedAt = setting.Contacts.AssumeSyncedAt,
            FirstRunAt = books.FirstRunAt ?? now,
            Now = now,
        });
    }
}
