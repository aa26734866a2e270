using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.Tests;

public sealed class CommandLineTests
{
    private static readonly string[] Sides = ["--hubspot", "http://127.0.0.1:0", "--salesforce", "http://127.0.0.1:0"];

    [Fact]
    public async Task It_prints_one_line_of_JSON_when_both_sides_answer_and_ends_with_its_input()
    {
        using Process simulator = Start([.. Sides, "--generate", "10x20", "--seed", "7", "--native-connector", "--exit-with-parent"]);
        using HttpClient client = new();

        JsonNode ready = JsonNode.Parse((await simulator.StandardOutput.ReadLineAsync())!)!;
        using HttpRequestMessage request = new(HttpMethod.Get, $"{ready["hubspot"]!["url"]}/crm/v3/objects/contacts");
        request.Headers.Add("Authorization", $"Bearer {ready["hubspot"]!["token"]}");
        using HttpResponseMessage contacts = await client.SendAsync(request);
        using HttpResponseMessage round = await client.PostAsync(new Uri($"{ready["hubspot"]!["url"]}/_sim/native-connector/run"), null);
        Assert.Equal((200, 200), ((int)contacts.StatusCode, (int)round.StatusCode));
        Assert.Equal(["url", "clientId", "clientSecret", "accessToken"], ready["salesforce"]!.AsObject().Select(pair => pair.Key));

        simulator.StandardInput.Close();
        await simulator.WaitForExitAsync();
        Assert.Equal((0, ""), (simulator.ExitCode, await simulator.StandardOutput.ReadToEndAsync()));
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_on_order_is_no_trouble_to_report()
    {
        using Process simulator = Start([.. Sides, "--generate", "10x20", "--exit-with-parent"]);
        using HttpClient client = new();
        JsonNode ready = JsonNode.Parse((await simulator.StandardOutput.ReadLineAsync())!)!;
        Uri portal = new(ready["hubspot"]!["url"]!.GetValue<string>());
        using HttpResponseMessage ordered = await client.PutAsJsonAsync(new Uri(portal, "/_sim/faults"), new JsonArray(new JsonObject { ["truncate"] = "connection" }));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(new Uri(portal, "/crm/v3/objects/contacts")));

        simulator.StandardInput.Close();
        await simulator.WaitForExitAsync();
        Assert.Equal((200, ""), ((int)ordered.StatusCode, await simulator.StandardError.ReadToEndAsync()));
    }

    [UnixFact]
    public async Task It_ends_in_order_on_SIGTERM()
    {
        using Process simulator = Start([.. Sides, "--generate", "10x20"]);
        await simulator.StandardOutput.ReadLineAsync();

        using Process kill = Process.Start("kill", ["-TERM", $"{simulator.Id}"]);
        await simulator.WaitForExitAsync();

        Assert.Equal(0, simulator.ExitCode);
    }

    [Theory]
    [InlineData("Either --portal or --generate", "--hubspot", "http://127.0.0.1:0", "--salesforce", "http://127.0.0.1:0")]
    [InlineData("Either --portal or --generate", "--hubspot", "http://127.0.0.1:0", "--salesforce", "http://127.0.0.1:0", "--portal", "x", "--generate", "1x1")]
    [InlineData("is no size", "--hubspot", "http://127.0.0.1:0", "--salesforce", "http://127.0.0.1:0", "--generate", "many")]
    [InlineData("loopback", "--hubspot", "http://example.com:0", "--salesforce", "http://127.0.0.1:0", "--generate", "1x1")]
    [InlineData("loopback", "--hubspot", "https://127.0.0.1:0", "--salesforce", "http://127.0.0.1:0", "--generate", "1x1")]
    [InlineData("--salesforce", "--hubspot", "http://127.0.0.1:0", "--generate", "1x1")]
    [InlineData("--nonsense", "--hubspot", "http://127.0.0.1:0", "--salesforce", "http://127.0.0.1:0", "--generate", "1x1", "--nonsense")]
    [InlineData("/no/such/portal", "--hubspot", "http://127.0.0.1:0", "--salesforce", "http://127.0.0.1:0", "--portal", "/no/such/portal")]
    public async Task Bad_arguments_are_named_on_standard_error_with_exit_code_2(string said, params string[] arguments)
    {
        using Process simulator = Start(arguments);

        string error = await simulator.StandardError.ReadToEndAsync();
        await simulator.WaitForExitAsync();

        Assert.Equal((2, ""), (simulator.ExitCode, await simulator.StandardOutput.ReadToEndAsync()));
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return Process.Start(new ProcessStartInfo(dotnet, [Path.Combine(AppContext.BaseDirectory, "HubSpotSalesforce.Simulator.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
