using System.Runtime.InteropServices;

namespace HubSpotSalesforce.Reports;

/// <summary>Counts activities by something they have in common.</summary>
/// <param name="by">What that is.</param>
/// <param name="max">The most groups to tell apart; what comes after shares one.</param>
internal sealed class GroupTally(string by, int max = int.MaxValue)
{
    private const string Others = "(others)";

    private readonly Dictionary<string, (string Name, string? Id, string? Email, int Activities, int Open, DateOnly? First, DateOnly? Last)> _groups = [];

    /// <summary>Whether some activities share the group of those that came too late.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Takes an activity into the group of a name, or, where there is one, of an id.</summary>
    public void Add(ReportRow row, string name, string? id = null, string? email = null)
    {
        string key = id ?? name;
        if (_groups.Count >= max && !_groups.ContainsKey(key))
        {
            (key, name, id, email, IsFull) = (Others, Others, null, null, true);
        }

        ref (string Name, string? Id, string? Email, int Activities, int Open, DateOnly? First, DateOnly? Last) group = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out _);
        group.Name ??= name;
        group.Id ??= id;
        group.Email ??= email;
        group.Activities++;
        group.Open += row.IsOpen ? 1 : 0;
        if (row.Date is { } day)
        {
            group.First = group.First < day ? group.First : day;
            group.Last = group.Last > day ? group.Last : day;
        }
    }

    /// <summary>The groups, the one with the most activities first, then by name.</summary>
    public ReportGroup[] ToArray(int count = int.MaxValue)
    {
        Dictionary<string, string> apart = SharedName.Apart(_groups.Values.Where(group => group.Id is not null).Select(group => (group.Id!, group.Name, group.Email)));
        return
        [
            .. _groups.Values.Select(group => new ReportGroup
            {
                By = by,
                Name = apart.GetValueOrDefault(group.Id ?? "") ?? group.Name,
                Id = group.Id,
                Activities = group.Activities,
                Open = group.Open,
                First = group.First,
                Last = group.Last,
            }).OrderByDescending(group => group.Activities).ThenBy(group => group.Name, StringComparer.Ordinal).Take(count),
        ];
    }
}
