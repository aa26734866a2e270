using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Prepares a portal: on each type of activity that is to be written, a property for the key and a group of our own that it stands in.</summary>
/// <remarks>Whether a property of activities may be unique is not documented, so it is not asked for: what O14 says takes its place.</remarks>
public sealed class PortalSetup : ISetup
{
    /// <summary>The scope a token needs to create properties of activities, which have no scope of their own.</summary>
    public const string Scope = "crm.schemas.contacts.write";

    private readonly HubSpotClient _client;
    private readonly IReadOnlyCollection<ActivityFamily> _families;

    /// <summary>Creates a setup.</summary>
    /// <param name="client">The portal.</param>
    /// <param name="families">The families that are to be written.</param>
    public PortalSetup(HubSpotClient client, IReadOnlyCollection<ActivityFamily> families)
    {
        _client = client;
        _families = families;
    }

    /// <summary>The scopes that looking at the portal needs.</summary>
    public string[] ScopesToLook => [.. _families.SelectMany(EngagementWriter.ReadScopesOf).Distinct()];

    /// <summary>Returns what the portal has and lacks, in the order in which it has to be done; changes nothing.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.ScopeMissing"/>; <see cref="FaultKind.OrgUnready"/>: a property has the name and is of another type.</exception>
    public async Task<IReadOnlyList<SetupStep>> PlanAsync(CancellationToken cancel)
    {
        PropertyReader reader = new(_client);
        List<SetupStep> steps = [];
        foreach (string type in _families.Select(family => family.Key))
        {
            IReadOnlyDictionary<string, HubSpotProperty> properties = await reader.ReadAsync(type, cancel);
            bool isThere = properties.TryGetValue(HubSpotField.Key, out HubSpotProperty? key);
            if (isThere && key is { Type: not "string" } or { IsReadOnly: true })
            {
                throw new SyncException(
                    FaultKind.OrgUnready,
                    Target(type, HubSpotField.Key),
                    $"HubSpot has a property {HubSpotField.Key} on {type} that is no text which can be written, so no activity could be found again by it. Rename or delete it in HubSpot, then run Initialize-HubSpotPortal (init-portal).");
            }

            // A property that is there stands in a group already, and whoever moved it elsewhere may have had reasons.
            bool hasGroup = isThere || await HasGroupAsync(type, cancel);
            steps.Add(Step(type, ActivityProperty.Group, $"the property group {ActivityProperty.Group} on {type}.", hasGroup));
            steps.Add(Step(type, HubSpotField.Key, $"the property {HubSpotField.Key} (single-line text, in the group {ActivityProperty.Group}) on {type}.", isThere));
        }

        return steps;
    }

    /// <inheritdoc/>
    /// <remarks>A step that somebody else took meanwhile is done.</remarks>
    public async Task<SetupStep> ApplyAsync(SetupStep step, CancellationToken cancel)
    {
        try
        {
            (string type, string name) = step.Target.Split('.') is [var before, var after] ? (before, after) : throw new ArgumentException($"'{step.Target}' is no step of a portal.", nameof(step));
            bool isGroup = name == ActivityProperty.Group;
            await _client.WriteAsync(isGroup ? GroupsOf(type) : $"/crm/properties/{HubSpotClient.Version}/{type}", isGroup ? Group() : Property(), isRepeatable: true, cancel);
            return step.Taken();
        }
        catch (SyncException there) when (there.ApiCode is "OBJECT_ALREADY_EXISTS" or "CONFLICT" or "409")
        {
            return step.Taken();
        }
        catch (SyncException refused) when (refused.Kind is FaultKind.UnexpectedAnswer or FaultKind.RecordRejected or FaultKind.ScopeMissing)
        {
            return step.Refused(refused.Message);
        }
    }

    private static SetupStep Step(string type, string name, string what, bool isPresent)
        => SetupStep.Of(Target(type, name), $"Create {what}", $"Created {what}", isPresent);

    private static string Target(string type, string name) => $"{type}.{name}";

    private static string GroupsOf(string type) => $"/crm/properties/{HubSpotClient.Version}/{type}/groups";

    private static JObject Group() => new() { ["name"] = ActivityProperty.Group, ["label"] = "Salesforce sync" };

    private static JObject Property() => new()
    {
        ["name"] = HubSpotField.Key,
        ["label"] = "Salesforce activity id",
        ["description"] = "The key under which HubSpotSalesforce knows this activity in Salesforce. Do not change it: the activity would be written a second time.",
        ["groupName"] = ActivityProperty.Group,
        ["type"] = "string",
        ["fieldType"] = "text",
        ["formField"] = false,
    };

    private async Task<bool> HasGroupAsync(string type, CancellationToken cancel)
        => (await _client.GetAsync(GroupsOf(type), cancel)).Rows("results").Any(group => group.Told("name") == ActivityProperty.Group);
}
