using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>The figures of a harness: in the output of its test, and at the end of the file that HUBSPOT_SALESFORCE_FIGURES names.</summary>
internal sealed class Figures(ITestOutputHelper output)
{
    private static readonly Lock Gate = new();

    /// <summary>Says a line.</summary>
    public void Say(string line)
    {
        string sized = $"{line} ({Scale.Name} size)";
        output.WriteLine(sized);
        if (Environment.GetEnvironmentVariable("HUBSPOT_SALESFORCE_FIGURES") is { Length: > 0 } file)
        {
            lock (Gate)
            {
                File.AppendAllLines(file, [sized]);
            }
        }
    }
}
