using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Writing;

/// <summary>What the platform demands of the records an activity points to, and of an event's times.</summary>
internal static class ActivityRules
{
    /// <summary>Holds the rules against a task or event as it would be saved.</summary>
    /// <param name="row">The record as it would be.</param>
    /// <param name="before">The record as it was; null for a new one.</param>
    /// <param name="given">The fields the client sent.</param>
    /// <param name="store">All records.</param>
    /// <exception cref="RowRefusal">A rule is broken.</exception>
    public static void Check(Row row, Row? before, IReadOnlyCollection<Field> given, RecordStore store)
    {
        if (store.Find(row["WhoId"]) is { Type.Name: "Lead" } lead)
        {
            // [Help-Lead], read 2026-11-21; the platform's word for it in the logs of integrations.
            if (lead["IsConverted"] is true && given.Any(field => field.Name == "WhoId"))
            {
                throw new RowRefusal("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead", "WhoId");
            }

            // [Zynbit; RIO], read 2026-11-21: a lead's activity belongs to nothing else.
            if (row["WhatId"] is not null)
            {
                throw new RowRefusal("FIELD_INTEGRITY_EXCEPTION", "cannot specify WhatId with lead WhoId", "WhoId", "WhatId");
            }
        }

        // [ObjRef-Task]: a series needs its pattern, which this org does not take.
        if (before is null && row["IsRecurrence"] is true)
        {
            throw FieldChecks.Missing("RecurrenceStartDateOnly", "RecurrenceEndDateOnly", "RecurrenceType");
        }

        if (row.Type.Name == "Event")
        {
            CheckTimes(row, before);
        }
    }

    // [ObjRef-Event], read 2026-11-21: a duration or an end, both only if they agree; an all-day event needs neither.
    private static void CheckTimes(Row row, Row? before)
    {
        bool allDay = row["IsAllDayEvent"] is true;
        if (row["StartDateTime"] is null && row["ActivityDateTime"] is null && !(allDay && row["ActivityDate"] is not null))
        {
            throw FieldChecks.Missing(allDay ? "ActivityDate" : "ActivityDateTime");
        }

        if (!allDay && row["DurationInMinutes"] is null && row["EndDateTime"] is null)
        {
            throw FieldChecks.Missing("DurationInMinutes");
        }

        if (EventTimes.Contradict(row, before))
        {
            throw new RowRefusal(
                "FIELD_INTEGRITY_EXCEPTION", "EndDateTime and DurationInMinutes do not agree", "EndDateTime", "DurationInMinutes");
        }
    }
}
