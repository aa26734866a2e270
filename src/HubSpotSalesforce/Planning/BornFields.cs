using System.Collections.Frozen;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Planning;

/// <summary>The fields of a task made from a HubSpot task that say no more and no less than HubSpot's own property.</summary>
/// <remarks>A subject made by a template, or a status that the settings fix, cannot be led back: such a field stays one-way.</remarks>
public static class BornFields
{
    private const string PlainSubject = "{subject}";
    private const int NearlyFull = Description.MaxLength - 2_000;    // room for the footer, in whose favour the text is cut

    /// <summary>Returns them for the settings of <c>taskCreated</c>.</summary>
    public static IReadOnlySet<string> Of(KindMapping mapping)
    {
        List<string> fields = [TaskField.Description, TaskField.ActivityDate];
        if (mapping.Subject.Text.Trim() == PlainSubject)
        {
            fields.Add(TaskField.Subject);
        }

        if (mapping.Status is null)
        {
            fields.Add(TaskField.Status);
        }

        if (mapping.Priority is null)
        {
            fields.Add(TaskField.Priority);
        }

        return fields.Where(field => !mapping.Fields.ContainsKey(field)).ToFrozenSet();
    }

    /// <summary>Whether a field of this pair does: a text that was cut does not.</summary>
    internal static bool Inverts(RecordRules rules, PairBase known, string field)
        => rules.BornFields.Contains(field) && !(field == TaskField.Description && known.Of(Side.HubSpot, field)?.Length > NearlyFull);
}
