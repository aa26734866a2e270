using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Tests.Planning;
using HubSpotSalesforce.Tests.Reliability;
using Xunit.Abstractions;
using static HubSpotSalesforce.Tests.Planning.MergeModelTests;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>Histories of one record on both sides, carried out over HTTP and by a model that knows nothing of it (R51, R52, O5, O6, O14).</summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    private readonly Figures _figures = new(output);

    [Theory]    // R51, R52, O5, O6, O14
    [InlineData("salesforce", false)]
    [InlineData("salesforce", true)]
    [InlineData("hubspot", true)]
    [InlineData("newest", true)]
    [InlineData("manual", false)]
    public async Task A_history_over_HTTP_ends_as_the_model_says(string rule, bool deletes)
    {
        Gen<Move> move =
            from act in Gen.Frequency((6, Gen.Constant(Act.EditSalesforce)), (6, Gen.Constant(Act.EditHubSpot)), (1, Gen.Constant(Act.DeleteSalesforce)), (1, Gen.Constant(Act.RestoreSalesforce)), (1, Gen.Constant(Act.DeleteHubSpot)), (4, Gen.Constant(Act.Run)), (2, Gen.Constant(Act.Die)))
            from field in Gen.Choose(0, 2)
            from value in Gen.Elements("one", "two", "three", null)
            select new Move(act, 0, field, value);
        int count = Scale.Of(4, 100);
        Move[][] histories = [.. move.ListOf(12).Sample(count, new Rnd(7), 12).Select(history => history.ToArray())];
        List<string> wrong = [];
        foreach (Move[] history in histories)
        {
            if (await DifferenceAsync(rule, deletes, history) is { } difference)
            {
                wrong.Add(difference);
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {histories.Length}:\n{string.Join('\n', wrong.OrderBy(difference => difference.Length).Take(5))}");
        _figures.Say($"Histories over HTTP, rule {rule}, deletes {deletes}: {histories.Length} of {histories.Sum(history => history.Length)} steps end as the model says");
    }

    // Null when both end alike, and when a further run finds nothing to do.
    private static async Task<string?> DifferenceAsync(string rule, bool deletes, Move[] history)
    {
        await using ModelledPair pair = await ModelledPair.StartAsync(rule, deletes);
        MergeModel model = new(Enum.Parse<ConflictRule>(rule.Replace("hubspot", "HubSpot", StringComparison.Ordinal), ignoreCase: true), deletes);
        int at = 0;
        model.Make("first", ++at);
        foreach (Move step in history.Prepend(new Move(Act.Run, 0, 0, null)).Append(new Move(Act.Run, 0, 0, null)))
        {
            await pair.TakeAsync(step);
            Take(model, step, ++at);
        }

        (string?[] s, string?[]? h) = model.See(0);
        (string?[] ours, string?[]? theirs) = pair.See();
        if (!s.SequenceEqual(ours) || (h is null) != (theirs is null) || (h is not null && !h.SequenceEqual(theirs!)))
        {
            return $"{rule}, deletes {deletes}: {Told(history)}: should be {Told(s)} / {Told(h)} and is {Told(ours)} / {Told(theirs)}";
        }

        int writes = pair.Writes;
        await pair.TakeAsync(new Move(Act.Run, 0, 0, null));
        return writes == pair.Writes ? null : $"{rule}, deletes {deletes}: {Told(history)}: a further run wrote {pair.Writes - writes}";
    }

    private static void Take(MergeModel model, Move step, int at)
    {
        switch (step.Act)
        {
            case Act.EditSalesforce:
                model.EditSalesforce(0, step.Field, step.Value, at);
                break;
            case Act.EditHubSpot:
                model.EditHubSpot(0, step.Field, step.Value, at);
                break;
            case Act.DeleteSalesforce:
                model.DeleteSalesforce(0, at);
                break;
            case Act.RestoreSalesforce:
                model.RestoreSalesforce(0, at);
                break;
            case Act.DeleteHubSpot:
                model.DeleteHubSpot(0);
                break;
            default:
                model.Run(at, step.Act == Act.Die);
                break;
        }
    }

    private static string Told(string?[]? values) => values is null ? "nothing" : string.Join(',', values.Select(value => value ?? "-"));

    private static string Told(Move[] history) => string.Join("; ", history.Select(step => $"{step.Act} {step.Field}={step.Value}"));
}
