using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Worker;

/// <summary>The simulator, started as a process of its own; it ends with this one.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SimulatorProcess(Process process, JsonObject ready)
    {
        _process = process;
        HubSpotUrl = ready["hubspot"]!["url"]!.GetValue<string>();
        HubSpotToken = ready["hubspot"]!["token"]!.GetValue<string>();
        SalesforceUrl = ready["salesforce"]!["url"]!.GetValue<string>();
        ClientId = ready["salesforce"]!["clientId"]!.GetValue<string>();
        ClientSecret = ready["salesforce"]!["clientSecret"]!.GetValue<string>();
    }

    public string HubSpotUrl { get; }

    public string HubSpotToken { get; }

    public string SalesforceUrl { get; }

    public string ClientId { get; }

    public string ClientSecret { get; }

    /// <summary>Starts it and waits until both its ports answer.</summary>
    /// <param name="portal">The arguments that choose its records.</param>
    /// <param name="cancel">Ends the wait.</param>
    public static async Task<SimulatorProcess> StartAsync(IEnumerable<string> portal, CancellationToken cancel)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "simulator", "HubSpotSalesforce.Simulator.dll");
        string[] arguments = [program, "--hubspot", "http://127.0.0.1:0", "--salesforce", "http://127.0.0.1:0", "--exit-with-parent", .. portal];
        Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new SyncException(FaultKind.Unavailable, program, "The simulator could not be started. Check that dotnet is on PATH.");
        try
        {
            Task<string> complaint = process.StandardError.ReadToEndAsync(cancel);
            string? line = await process.StandardOutput.ReadLineAsync(cancel);
            return line is not null && JsonNode.Parse(line) is JsonObject ready
                ? new SimulatorProcess(process, ready)
                : throw new SyncException(FaultKind.SettingsInvalid, program, $"The simulator did not start: {(await complaint).Trim()}");
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Makes a record in the simulated org, as a person does.</summary>
    public async Task MakeAsync(string type, JsonObject record, CancellationToken cancel)
    {
        using HttpClient http = new();
        using StringContent body = new(record.ToJsonString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.PutAsync(new Uri($"{SalesforceUrl.TrimEnd('/')}/_sim/records/{type}"), body, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            throw new SyncException(FaultKind.UnexpectedAnswer, type, $"The simulator made no {type}: {await answer.Content.ReadAsStringAsync(cancel)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();    // it ends when its input does
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
