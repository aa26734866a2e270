using Dapper;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>The links and addresses of contacts, in a store's file.</summary>
internal static class SqliteLinks
{
    /// <summary>The links of these contacts.</summary>
    public static Dictionary<long, LinkRecord> Links(SqliteConnection connection, IReadOnlyCollection<long> contactIds)
        => connection.Query<Row>(
            "select contactId, salesforceId, syncedAt, source, linkedBy from links where contactId in (select value from json_each(@ids))",
            new { ids = JsonColumn.Write(contactIds) })
            .ToDictionary(row => row.ContactId, row => row.ToLink());

    /// <summary>The contacts that were last seen with these addresses.</summary>
    public static List<AddressRecord> OwnersOf(SqliteConnection connection, IReadOnlyCollection<string> addresses)
        => [.. connection.Query<AddressRecord>(
            "select address, contactId from addresses where address in (select value from json_each(@keys))",
            new { keys = JsonColumn.Write(addresses.Select(Key)) })];

    /// <summary>All addresses that these contacts were last seen with.</summary>
    public static List<AddressRecord> AddressesOf(SqliteConnection connection, IReadOnlyCollection<long> contactIds)
        => [.. connection.Query<AddressRecord>(
            "select address, contactId from addresses where contactId in (select value from json_each(@ids)) order by address",
            new { ids = JsonColumn.Write(contactIds) })];

    /// <summary>Saves links and addresses, in place of what stands under their keys.</summary>
    public static void Save(SqliteConnection connection, IReadOnlyCollection<LinkRecord> links, IReadOnlyCollection<AddressRecord> addresses)
    {
        connection.Execute(
            "insert or replace into links (contactId, salesforceId, syncedAt, source, linkedBy) values (@ContactId, @SalesforceId, @syncedAt, @Source, @LinkedBy)",
            links.Select(link => new { link.ContactId, link.SalesforceId, syncedAt = link.SyncedAt.UtcTicks, link.Source, link.LinkedBy }));
        connection.Execute(
            "insert or replace into addresses (address, contactId) values (@address, @ContactId)",
            addresses.Select(address => new { address = Key(address.Address), address.ContactId }));
    }

    private static string Key(string address) => address.ToLowerInvariant();

    private sealed record Row(long ContactId, string SalesforceId, long SyncedAt, string Source, string LinkedBy)
    {
        public LinkRecord ToLink() => new(ContactId, SalesforceId, new DateTimeOffset(SyncedAt, TimeSpan.Zero), Source, LinkedBy);
    }
}
