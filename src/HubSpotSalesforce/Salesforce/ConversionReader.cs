using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Reads which leads were converted into contacts, and when (O24).</summary>
/// <remarks>
/// Salesforce keeps the day alone. A converted lead is read-only, so that its last change is the conversion, and so is the creation of a
/// contact that the conversion made ([Help-Lead], read 2026-11-21); either counts when it agrees with the day.
/// </remarks>
public sealed class ConversionReader
{
    private const int IdsPerQuery = 200;

    // The day is that of the user's time zone, which may be fourteen hours ahead of UTC or twelve behind.
    private const int DaysOff = 1;

    private readonly SalesforceClient _client;

    /// <summary>Creates a reader.</summary>
    public ConversionReader(SalesforceClient client) => _client = client;

    /// <summary>Returns the conversions that led to these contacts, in no particular order; a contact may have several, most have none.</summary>
    /// <param name="contactIds">18-character ids of contacts; others are left out.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<IReadOnlyList<LeadConversion>> OfContactsAsync(IReadOnlyCollection<string> contactIds, CancellationToken cancel)
    {
        List<JObject> leads = [];
        foreach (string[] some in contactIds.Where(id => id.StartsWith(PersonReader.ContactPrefix, StringComparison.Ordinal)).Distinct().Chunk(IdsPerQuery))
        {
            Soql soql = Soql.Select("Lead", "Id", "ConvertedContactId", "ConvertedDate", "LastModifiedDate").Is("IsConverted", true).In("ConvertedContactId", some);
            await foreach (JObject lead in _client.QueryAsync(soql, withDeleted: true, cancel))
            {
                leads.Add(lead);
            }
        }

        Dictionary<string, DateTimeOffset?> made = await CreatedAtAsync([.. leads.Select(ContactOf).Distinct()], cancel);
        return [.. leads.Select(lead => new LeadConversion(RecordRow.NeedId(lead, "Id"), ContactOf(lead), Candidates(lead, made.GetValueOrDefault(ContactOf(lead)))))];
    }

    private static string ContactOf(JObject lead) => RecordRow.NeedId(lead, "ConvertedContactId");

    private async Task<Dictionary<string, DateTimeOffset?>> CreatedAtAsync(string[] contactIds, CancellationToken cancel)
    {
        Dictionary<string, DateTimeOffset?> made = [];
        foreach (string[] some in contactIds.Chunk(IdsPerQuery))
        {
            await foreach (JObject contact in _client.QueryAsync(Soql.Select("Contact", "Id", "CreatedDate").In("Id", some), withDeleted: true, cancel))
            {
                made[RecordRow.NeedId(contact, "Id")] = SalesforceTime.Parse(contact.Told("CreatedDate"));
            }
        }

        return made;
    }

    private static DateTimeOffset[] Candidates(JObject lead, DateTimeOffset? contactMadeAt)
    {
        DateOnly? day = SalesforceTime.Day(lead.Told("ConvertedDate"));
        DateTimeOffset?[] told = [SalesforceTime.Parse(lead.Told("LastModifiedDate")), contactMadeAt];
        return [.. told.OfType<DateTimeOffset>().Where(at => day is not { } known || IsNear(at, known)).Distinct().Order()];
    }

    private static bool IsNear(DateTimeOffset at, DateOnly day)
        => Math.Abs(DateOnly.FromDateTime(at.UtcDateTime).DayNumber - day.DayNumber) <= DaysOff;
}
