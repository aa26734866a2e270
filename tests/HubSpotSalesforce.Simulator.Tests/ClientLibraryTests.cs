using System.Diagnostics;
using System.Text.Json;

namespace HubSpotSalesforce.Simulator.Tests;

/// <summary>Libraries that others wrote for the real services work here as they are: their calls, their paging, their errors.</summary>
public sealed class ClientLibraryTests
{
    [ClientFact]
    public async Task Jsforce_signs_in_reads_writes_and_runs_jobs()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions { Generate = new PortalSize(50, 300) });
        string access = JsonSerializer.Serialize(new { url = host.SalesforceUrl, clientId = host.Org.ClientId, clientSecret = host.Org.ClientSecret });

        Assert.Equal("jsforce: done", await RunAsync("salesforce.mjs", "SALESFORCE", access));
    }

    [ClientFact]
    public async Task The_client_of_HubSpot_reads_searches_and_writes()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions { Generate = new PortalSize(50, 300) });
        string access = JsonSerializer.Serialize(new { url = host.HubSpotUrl, token = host.HubSpotToken });

        Assert.Equal("@hubspot/api-client: done", await RunAsync("hubspot.mjs", "HUBSPOT", access));
    }

    // What a script says last; what went wrong is on its standard error, and takes the place of that.
    private static async Task<string> RunAsync(string script, string variable, string access)
    {
        ProcessStartInfo start = new("node", [script])
        {
            WorkingDirectory = ClientFactAttribute.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [variable] = access },
        };
        using Process node = Process.Start(start)!;
        Task<string> error = node.StandardError.ReadToEndAsync();
        string said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return node.ExitCode == 0 ? said.Trim() : await error;
    }
}
