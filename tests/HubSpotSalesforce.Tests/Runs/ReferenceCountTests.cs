using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Whole runs over generated portals with everything in them, against a count made from the rules alone.</summary>
public sealed class ReferenceCountTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    // R1-R11, R13, R15, R17, R19, R21, R23-R27, R30, R31, R34-R36, O1, O2, O8, O11-O13, O19, D6, D7, D8, D9
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_tasks_of_a_portal_with_everything_in_it_are_those_the_rules_name_and_a_second_run_writes_nothing(int seed)
    {
        await using SimulatedSync sync = await StartAsync(seed);
        Dictionary<string, ExpectedTask> expected = CountOf(sync).Tasks();

        RunResult first = await sync.RunAsync();
        Dictionary<string, JsonObject> tasks = sync.Tasks;
        RunResult second = await sync.RunAsync();

        string[] differences = Differences(expected, tasks.Values);
        Assert.True(differences.Length == 0, string.Join('\n', differences.Take(20)));
        Assert.InRange(expected.Count, 500, first.Read - 500);    // many are written, and many are not
        Assert.Equal((expected.Count, 0, 0), (first.Created, first.Updated, first.Failed));
        Assert.Equal((0, 0, 0), (second.Created, second.Updated, second.Failed));
        Assert.Equal(expected.Count, sync.TaskWrites.Length);
    }

    // O27
    [Fact]
    public void What_a_plan_says_of_any_portal_is_what_the_run_after_it_writes()
        => Prop.ForAll(
            Gen.Choose(1, 1_000_000).ToArbitrary(),
            Gen.Choose(20, 300).ToArbitrary(),
            (seed, activities) => PlanEqualsApplyAsync(seed, new PortalSize(40, activities)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10));

    private static async Task PlanEqualsApplyAsync(int seed, PortalSize size)
    {
        await using SimulatedSync sync = await StartAsync(seed, size);

        List<PlanLine> plan = await sync.PlanAsync();
        RunResult run = await sync.RunAsync();

        PlanLine[] creates = [.. plan.Where(line => line.Action == "create")];
        Assert.Equal(
            creates.Select(line => $"{line.Key} {line.Kind} {line.Who} {line.Subject}").Order(StringComparer.Ordinal),
            sync.Tasks
                .Select(task => $"{task.Key} {task.Value.Text("HubSpot_Activity_Kind__c")} {task.Value.Text("WhoId")} {task.Value.Text("Subject")}")
                .Order(StringComparer.Ordinal));
        Assert.Equal(creates.Length, run.Created);
        Assert.Equal(
            plan.Where(line => line.Action == "skip").GroupBy(line => line.Reason).ToDictionary(code => code.Key, code => code.Count()),
            run.Skipped.ToDictionary());
    }

    private static Task<SimulatedSync> StartAsync(int seed) => StartAsync(seed, new PortalSize(120, 1_500));

    private static async Task<SimulatedSync> StartAsync(int seed, PortalSize size)
    {
        SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions { Quota = false, Now = Now, Generate = size, Seed = seed });
        AddThePast(sync.Simulator);
        AddDoubles(sync.Simulator);
        sync.WriteSettings(CountOf(sync).Settings);
        return sync;
    }

    private static ReferenceCount CountOf(SimulatedSync sync) => new(sync.Simulator, Now, TimelineRun.AvailableKinds);

    // The generated history is of twenty days; the windows of thirty days and of a year close on what is older.
    private static void AddThePast(SimulatorHost simulator)
    {
        foreach ((int number, JsonObject email) in simulator.Portal.Records("email_events").Index().Where(one => one.Index % 5 == 0))
        {
            email["id"] = $"old-{number}";
            email["created"] = Now.AddDays(-33).AddHours(-number % 500).ToUnixTimeMilliseconds();
            email.Remove("obsoletedBy");
            simulator.Portal.Insert("email_events", email);
        }

        foreach ((int number, JsonObject submission) in simulator.Portal.Records("form_submissions").Index().Where(one => one.Index % 2 == 0))
        {
            submission["conversionId"] = $"old-{number}";
            submission["submittedAt"] = Now.AddDays(-362).AddHours(-5 * number).ToUnixTimeMilliseconds();
            simulator.Portal.Insert("form_submissions", submission);
        }
    }

    // People who share an address, and leads that were converted.
    private static void AddDoubles(SimulatorHost simulator)
    {
        foreach ((int number, JsonObject person) in simulator.Org.Records("Contact").Index().Where(one => one.Index % 4 == 0))
        {
            foreach (string type in new[] { "Contact", "Lead" })
            {
                simulator.Org.Insert(type, new JsonObject
                {
                    ["Id"] = type == "Lead" ? $"00Q900{number:D9}EAA" : $"003900{number:D9}AAA",
                    ["LastName"] = "Double",
                    ["Company"] = type == "Lead" ? "Doubles" : null,
                    ["Email"] = person.Text("Email")!.ToUpperInvariant(),
                    ["CreatedDate"] = person.Text("CreatedDate"),
                    ["LastModifiedDate"] = type == "Lead" || number % 8 == 0 ? "2026-11-20T12:00:00.000+0000" : person.Text("LastModifiedDate"),
                });
            }
        }

        foreach (JsonObject lead in simulator.Org.Records("Lead").Where(lead => lead.Text("LastName") != "Double").Where((_, number) => number % 3 == 0))
        {
            simulator.Org.ConvertLead(lead.Text("Id")!);
        }
    }

    private static string[] Differences(IReadOnlyDictionary<string, ExpectedTask> expected, IEnumerable<JsonObject> written)
    {
        ExpectedTask[] tasks = [.. written.Select(task => TaskOf(task, expected))];
        ExpectedTask[] wanted = [.. expected.Values.Select(task => task with { Subject = Beginning(task.Subject) })];
        return
        [
            .. wanted.Except(tasks).Select(task => $"expected {task}")
                .Concat(tasks.Except(wanted).Select(task => $"written  {task}")).OrderBy(line => line[9..], StringComparer.Ordinal),
        ];
    }

    // Of the subject as much as the rules say.
    private static ExpectedTask TaskOf(JsonObject task, IReadOnlyDictionary<string, ExpectedTask> expected)
    {
        string key = task.Text("HubSpot_Activity_Id__c")!;
        string subject = task.Text("Subject") ?? "";
        string said = Beginning(expected.GetValueOrDefault(key)?.Subject ?? "");
        subject = subject.StartsWith(said, StringComparison.Ordinal) ? said : subject;
        return new ExpectedTask(key, task.Text("WhoId"), task.Text("OwnerId"), task.Text("Status"), task.Text("ActivityDate"), subject);
    }

    // Longer ones are cut.
    private static string Beginning(string subject) => subject.Trim() is { Length: > 200 } whole ? whole[..200] : subject.Trim();
}
