using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>How the worker ends: a number that schedulers depend on, and a line that tells its user what to do without PowerShell.</summary>
public sealed class ExitCodeTests
{
    [Fact]
    public async Task Settings_that_do_not_exist_end_with_2_and_say_where_to_read_how_they_are_written()
    {
        await using SimulatedSync sync = await StartAsync();
        File.Delete(sync.SettingPath);

        await AssertEndsAsync(sync, 2, "SettingsInvalid: .*The file does not exist.*or write one as Get-Help about_HubSpotSalesforce_Settings shows .worker: run --help.[.]$");
    }

    [Fact]
    public async Task A_plan_that_is_none_ends_with_2_and_names_the_command_that_makes_one()
    {
        await using SimulatedSync sync = await StartAsync();
        string plan = Path.ChangeExtension(sync.StorePath, "jsonl");
        await File.WriteAllTextAsync(plan, "no plan");

        await AssertEndsAsync(sync, 2, "PlanInvalid: .*run --plan-only --json", "--plan", plan);
    }

    [Theory]
    [InlineData("--settings", "run", "--setings", "x.yaml")]
    [InlineData("compare", "comapre", "--settings", "x.yaml")]
    public async Task A_mistyped_word_is_answered_with_the_one_that_was_meant(string meant, params string[] arguments)
    {
        (int code, string[] lines) = await WorkerProcess.RunAsync(arguments, new Dictionary<string, string>());

        Assert.Equal(2, code);
        Assert.Contains($"Did you mean {meant}?", lines);
    }

    [Fact]
    public async Task An_org_without_our_fields_ends_with_4_and_names_the_command_that_helps()
    {
        await using SimulatedSync sync = await StartAsync(isPrepared: false);

        await AssertEndsAsync(sync, 4, @"FieldMissing: .*\(init-org\)");
    }

    [Fact]
    public async Task A_store_that_another_runner_holds_ends_with_8()
    {
        await using SimulatedSync sync = await StartAsync();
        await using SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadWrite, TimeProvider.System, CancellationToken.None);
        await store.AcquireAsync("another", TimeSpan.FromHours(1), CancellationToken.None);

        await AssertEndsAsync(sync, 8, "LeaseHeld: .*--wait");
    }

    [Fact]
    public async Task A_side_that_does_not_answer_ends_with_9()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutFaultsAsync(Fault("access-token-info", ("drop", "before")));

        await AssertEndsAsync(sync, 9, "Unavailable: ");
    }

    [Fact]
    public async Task An_answer_that_is_none_ends_with_10()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutFaultsAsync(Fault("/crm/owners", ("status", 200), ("body", new JsonArray(1, 2))));

        await AssertEndsAsync(sync, 10, "UnexpectedAnswer: ");
    }

    private static JsonObject Fault(string endpoint, params (string Key, JsonNode Value)[] effect)
        => new(effect.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))) { ["host"] = "hubspot", ["endpoint"] = endpoint, ["times"] = 100 };

    private static Task<SimulatedSync> StartAsync(bool isPrepared = true) => SimulatedSync.StartAsync(new SimulatorOptions { Quota = false }, isPrepared: isPrepared);

    private static async Task AssertEndsAsync(SimulatedSync sync, int code, string said, params string[] options)
    {
        (int ended, string[] lines) = await WorkerProcess.RunAsync(sync, "run", ["--direction", "to-salesforce", .. options]);

        Assert.Equal((code, true), (ended, lines.Length > 0));
        Assert.Matches(said, lines[^1]);
    }
}
