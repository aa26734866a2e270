using System.Runtime.CompilerServices;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>A fact that takes root's rights: it mounts a small disk, or runs as somebody else.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> IsRoot = new(CanMount);

    public RootFactAttribute([CallerMemberName] string name = "")
    {
        if (!IsRoot.Value)
        {
            Skip = "this account may not mount a disk";
            DisplayName = $"NOT RUN, {Skip}: {name}";
        }
    }

    private static bool CanMount()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            return false;
        }

        using SmallDisk? disk = SmallDisk.TryMount(Directory.CreateTempSubdirectory("hubspot-salesforce-disk-").FullName, 64);
        return disk is not null;
    }
}
