using System.Collections.Frozen;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Mapping;

/// <summary>Knows which Salesforce user a HubSpot owner is, and walks the owner chain (R34-R36).</summary>
/// <remarks>
/// Pure. A match is looked for in this order: the settings' map (address to user name), the federation id, the address; without regard to case.
/// Only active users match; an address that several active users share matches nobody, because any choice would be a guess.
/// </remarks>
public sealed class OwnerDirectory
{
    private readonly FrozenDictionary<string, HubSpotOwner> _owners;
    private readonly FrozenDictionary<string, SalesforceUser> _users;
    private readonly FrozenDictionary<string, string> _ownerOfUser;
    private readonly string _integrationUserId;
    private readonly bool _isChain;

    /// <summary>Creates a directory.</summary>
    /// <param name="owners">All HubSpot owners, archived ones included; ids are unique.</param>
    /// <param name="users">The org's users.</param>
    /// <param name="map">HubSpot address to Salesforce user name, from the settings.</param>
    /// <param name="integrationUserId">The user the connection runs as: owner of last resort.</param>
    /// <param name="isChain">False when every task goes to the integration user (R33).</param>
    public OwnerDirectory(
        IEnumerable<HubSpotOwner> owners, IReadOnlyCollection<SalesforceUser> users, IReadOnlyDictionary<string, string> map, string integrationUserId, bool isChain)
    {
        _owners = owners.ToFrozenDictionary(owner => owner.Id);
        _users = Index(users, map);
        _integrationUserId = integrationUserId;
        _isChain = isChain;
        _ownerOfUser = _owners.Values
            .Where(owner => !owner.IsArchived && UserOf(owner.Id) is not null)
            .OrderBy(owner => owner.Id.Length).ThenBy(owner => owner.Id, StringComparer.Ordinal)    // ids are numbers; the oldest wins
            .DistinctBy(owner => UserOf(owner.Id)!.Id)
            .ToFrozenDictionary(owner => UserOf(owner.Id)!.Id, owner => owner.Id);
    }

    /// <summary>The address of a HubSpot owner; null when the owner is unknown or has none.</summary>
    public string? EmailOf(string? ownerId) => ownerId is not null && _owners.TryGetValue(ownerId, out HubSpotOwner? owner) ? owner.Email : null;

    /// <summary>The id of the HubSpot owner who is a Salesforce user; null when nobody is (R37).</summary>
    public string? HubSpotOwnerOf(string userId) => _ownerOfUser.GetValueOrDefault(userId);

    /// <summary>The id of the active Salesforce user who is a HubSpot owner; null when nobody is.</summary>
    public string? UserIdOf(string? ownerId) => UserOf(ownerId)?.Id;

    /// <summary>Chooses who a task is assigned to; always somebody.</summary>
    /// <param name="activity">The activity; its owner counts only for the kinds that have one.</param>
    /// <param name="contact">The contact on whose record the task is written.</param>
    public OwnerChoice Choose(Activity activity, ContactLink contact)
    {
        if (!_isChain)
        {
            return new OwnerChoice(_integrationUserId, 3, "timeline.owners is integrationUser");
        }

        if (ActivityKind.Named(activity.Kind).HasOwner && UserOf(activity.OwnerId) is { } own)
        {
            return new OwnerChoice(own.Id, 1, $"{EmailOf(activity.OwnerId)} owns the activity");
        }

        if (UserOf(contact.OwnerId) is { } theirs)
        {
            return new OwnerChoice(theirs.Id, 2, $"{EmailOf(contact.OwnerId)} owns the contact");
        }

        return new OwnerChoice(_integrationUserId, 3, "no owner of the activity or the contact is an active Salesforce user");
    }

    private SalesforceUser? UserOf(string? ownerId) => EmailOf(ownerId) is { } email ? _users.GetValueOrDefault(email) : null;

    private static FrozenDictionary<string, SalesforceUser> Index(IReadOnlyCollection<SalesforceUser> users, IReadOnlyDictionary<string, string> map)
    {
        SalesforceUser[] active = [.. users.Where(user => user.IsActive)];
        Dictionary<string, SalesforceUser> byAddress = new(StringComparer.OrdinalIgnoreCase);
        foreach (IGrouping<string, SalesforceUser> sharing in active.Where(user => user.Email is not null).GroupBy(user => user.Email!, StringComparer.OrdinalIgnoreCase))
        {
            if (sharing.Count() == 1)
            {
                byAddress[sharing.Key] = sharing.First();
            }
        }

        foreach (SalesforceUser user in active.Where(user => user.FederationId is not null))
        {
            byAddress[user.FederationId!] = user;
        }

        Dictionary<string, SalesforceUser> byName = active.ToDictionary(user => user.Username, StringComparer.OrdinalIgnoreCase);
        foreach ((string address, string username) in map)
        {
            // A mapped owner whose user is gone or inactive is unmapped: the next step of the chain decides, not the address.
            if (byName.TryGetValue(username, out SalesforceUser? user))
            {
                byAddress[address] = user;
            }
            else
            {
                byAddress.Remove(address);
            }
        }

        return byAddress.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
