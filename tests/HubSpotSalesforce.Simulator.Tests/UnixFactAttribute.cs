using System.Runtime.CompilerServices;

namespace HubSpotSalesforce.Simulator.Tests;

/// <summary>A fact about signals, which Windows does not have.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute([CallerMemberName] string name = "")
    {
        if (OperatingSystem.IsWindows())
        {
            DisplayName = $"{name} (skipped: Windows has no signals)";
            Skip = "Windows has no signals.";
        }
    }
}
