namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Which record is associated with which, both ways.</summary>
internal sealed class AssociationIndex
{
    private readonly Dictionary<(CrmObjectType From, CrmObjectType To), Dictionary<long, List<long>>> _links = [];

    /// <summary>Associates two records; a second time changes nothing.</summary>
    public void Link(CrmObjectType from, long fromId, CrmObjectType to, long toId)
    {
        Add(from, fromId, to, toId);
        Add(to, toId, from, fromId);
    }

    /// <summary>Ends the association of two records, if there is one.</summary>
    public void Unlink(CrmObjectType from, long fromId, CrmObjectType to, long toId)
    {
        Remove(from, fromId, to, toId);
        Remove(to, toId, from, fromId);
    }

    /// <summary>Ends all associations of a record with records of a type.</summary>
    public void UnlinkAll(CrmObjectType from, long fromId, CrmObjectType to)
    {
        foreach (long toId in Of(from, fromId, to).ToArray())
        {
            Unlink(from, fromId, to, toId);
        }
    }

    /// <summary>The ids of the records of a type that a record is associated with, ascending.</summary>
    public IReadOnlyList<long> Of(CrmObjectType from, long fromId, CrmObjectType to)
        => _links.TryGetValue((from, to), out Dictionary<long, List<long>>? links) && links.TryGetValue(fromId, out List<long>? ids) ? ids : [];

    private void Add(CrmObjectType from, long fromId, CrmObjectType to, long toId)
    {
        if (!_links.TryGetValue((from, to), out Dictionary<long, List<long>>? links))
        {
            _links[(from, to)] = links = [];
        }

        if (!links.TryGetValue(fromId, out List<long>? ids))
        {
            links[fromId] = ids = new List<long>(1);
        }

        int position = ids.BinarySearch(toId);
        if (position < 0)
        {
            ids.Insert(~position, toId);
        }
    }

    private void Remove(CrmObjectType from, long fromId, CrmObjectType to, long toId)
    {
        if (_links.TryGetValue((from, to), out Dictionary<long, List<long>>? links) && links.TryGetValue(fromId, out List<long>? ids))
        {
            ids.Remove(toId);
        }
    }
}
