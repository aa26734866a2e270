using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Tests.Mapping;
using static HubSpotSalesforce.Tests.Activities.Sample;

namespace HubSpotSalesforce.Tests.Planning;

/// <summary>Histories of two records on both sides, carried out by the plan and by a model that knows nothing of it (R51, R52, O5, O6).</summary>
public sealed class MergeModelTests
{
    private static readonly string[] Keys = ["sf-00T000000000001AAA", "sf-00T000000000002AAA"];
    private static readonly ConflictRule[] Rules = [ConflictRule.Salesforce, ConflictRule.HubSpot, ConflictRule.Newest, ConflictRule.Manual];

    /// <summary>What a step does.</summary>
    public enum Act
    {
        EditSalesforce,
        EditHubSpot,
        DeleteSalesforce,
        RestoreSalesforce,
        DeleteHubSpot,
        Run,
        Die,
    }

    /// <summary>One step of a history.</summary>
    public readonly record struct Move(Act Act, int Item, int Field, string? Value);

    public static TheoryData<ConflictRule, bool> RulesAndDeletes()
    {
        TheoryData<ConflictRule, bool> data = [];
        foreach (ConflictRule rule in Rules)
        {
            data.Add(rule, false);
            data.Add(rule, true);
        }

        return data;
    }

    // Edits to one value per side and field show all there is to see of conflicts; equal values come with the longer histories.
    [Theory]    // R51, R52
    [MemberData(nameof(RulesAndDeletes))]
    public void Every_history_of_four_steps_ends_as_the_model_says(ConflictRule rule, bool deletes)
    {
        Move[] steps =
        [
            .. from item in new[] { 0, 1 } from field in new[] { 0, 1, 2 } from act in new[] { Act.EditSalesforce, Act.EditHubSpot } select new Move(act, item, field, act == Act.EditHubSpot ? "here" : "there"),
            .. from item in new[] { 0, 1 } from act in new[] { Act.DeleteSalesforce, Act.RestoreSalesforce, Act.DeleteHubSpot } select new Move(act, item, 0, null),
            new Move(Act.Run, 0, 0, null),
            new Move(Act.Die, 0, 0, null),
        ];

        int wrong = 0;
        Parallel.For(0, steps.Length * steps.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, index =>
        {
            foreach (Move third in steps)
            {
                foreach (Move fourth in steps)
                {
                    Move[] history = [steps[index / steps.Length], steps[index % steps.Length], third, fourth];
                    if (IsFirstOfItsLike(history) && Difference(rule, deletes, history) is { } difference)
                    {
                        Interlocked.Increment(ref wrong);
                        Assert.Fail(difference);
                    }
                }
            }
        });

        Assert.Equal(0, wrong);
    }

    [Fact]    // R51, R52
    public void Any_longer_history_ends_as_the_model_says()
    {
        Gen<Move> move =
            from act in Gen.Frequency((6, Gen.Constant(Act.EditSalesforce)), (6, Gen.Constant(Act.EditHubSpot)), (1, Gen.Constant(Act.DeleteSalesforce)), (1, Gen.Constant(Act.RestoreSalesforce)), (1, Gen.Constant(Act.DeleteHubSpot)), (4, Gen.Constant(Act.Run)), (2, Gen.Constant(Act.Die)))
            from item in Gen.Choose(0, 1)
            from field in Gen.Choose(0, 2)
            from value in Gen.Elements("one", "two", "three", null)
            select new Move(act, item, field, value);
        Gen<(ConflictRule, bool)> rules = from rule in Gen.Elements(Rules) from deletes in Gen.Elements(true, false) select (rule, deletes);

        Prop.ForAll(rules.ToArbitrary(), move.ListOf().ToArbitrary(), (rule, steps) => Difference(rule.Item1, rule.Item2, [.. steps]) is { } difference ? throw new InvalidOperationException(difference) : true)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10_000).WithEndSize(30));
    }

    // The three fields are alike: of histories that differ in their names only, the one that takes them in order stands for all.
    private static bool IsFirstOfItsLike(Move[] history)
    {
        int next = 0;
        foreach (int field in history.Where(move => move.Act is Act.EditSalesforce or Act.EditHubSpot).Select(move => move.Field))
        {
            if (field > next)
            {
                return false;
            }

            next = Math.Max(next, field + 1);
        }

        return true;
    }

    // Null when both end alike, and when a further run finds nothing to do.
    private static string? Difference(ConflictRule rule, bool deletes, Move[] history)
    {
        TwoSides sides = new(rule, deletes);
        MergeModel model = new(rule, deletes);
        int at = 0;
        foreach (string key in Keys)
        {
            sides.Rows[key] = FamilySample.Row(ActivityFamily.Tasks, TwoSides.Fields.ToDictionary(field => field.Field, _ => (string?)"first"), key[3..], Time(++at).ToString("O", CultureInfo.InvariantCulture));
            model.Make("first", at);
        }

        foreach (Move step in history.Prepend(new Move(Act.Run, 0, 0, null)).Append(new Move(Act.Run, 0, 0, null)))
        {
            Take(sides, step, Time(++at));
            Take(model, step, at);
        }

        for (int item = 0; item < Keys.Length; item++)
        {
            (string?[] s, string?[]? h) = model.See(item);
            bool isThere = sides.Pairs.TryGetValue(Keys[item], out Pair? pair) && sides.Records[pair.HubSpotId] is { IsArchived: false };
            string?[] ours = [.. TwoSides.Fields.Select(field => sides.Rows[Keys[item]].Values[field.Field])];
            string?[]? theirs = isThere ? [.. TwoSides.Fields.Select(field => sides.HubSpotSays(Keys[item], field.Field))] : null;
            if (!s.SequenceEqual(ours) || (h is null) != (theirs is null) || (h is not null && !h.SequenceEqual(theirs!)))
            {
                return $"{rule}, deletes {deletes}: {Told(history)}: item {item} should be {Told(s)} / {Told(h)} and is {Told(ours)} / {Told(theirs)}";
            }
        }

        // O5, O6: no echo.
        sides.Run(Time(++at));
        return sides.Writes == 0 ? null : $"{rule}, deletes {deletes}: {Told(history)}: a further run wrote {sides.Writes}";
    }

    private static void Take(TwoSides sides, Move step, DateTimeOffset at)
    {
        string key = Keys[step.Item];
        bool hasRecord = sides.Pairs.TryGetValue(key, out Pair? pair) && !sides.Records[pair.HubSpotId].IsArchived;
        switch (step.Act)
        {
            case Act.EditSalesforce when !sides.Rows[key].IsDeleted:
                sides.EditSalesforce(key, TwoSides.Fields[step.Field].Field, step.Value, at);
                break;
            case Act.EditHubSpot when hasRecord:
                sides.EditHubSpot(key, TwoSides.Fields[step.Field].Field, step.Value, at);
                break;
            case Act.DeleteSalesforce or Act.RestoreSalesforce:
                sides.Rows[key] = sides.Rows[key] with { IsDeleted = step.Act == Act.DeleteSalesforce, ModifiedAt = at };
                break;
            case Act.DeleteHubSpot when hasRecord:
                sides.Records[pair!.HubSpotId] = sides.Records[pair.HubSpotId] with { IsArchived = true, ModifiedAt = at };
                break;
            case Act.Run:
                sides.Run(at);
                break;
            case Act.Die:
                sides.Run(at, diesAfter: 1);
                break;
            default:
                break;
        }
    }

    private static void Take(MergeModel model, Move step, int at)
    {
        switch (step.Act)
        {
            case Act.EditSalesforce:
                model.EditSalesforce(step.Item, step.Field, step.Value, at);
                break;
            case Act.EditHubSpot:
                model.EditHubSpot(step.Item, step.Field, step.Value, at);
                break;
            case Act.DeleteSalesforce:
                model.DeleteSalesforce(step.Item, at);
                break;
            case Act.RestoreSalesforce:
                model.RestoreSalesforce(step.Item, at);
                break;
            case Act.DeleteHubSpot:
                model.DeleteHubSpot(step.Item);
                break;
            default:
                model.Run(at, step.Act == Act.Die);
                break;
        }
    }

    private static DateTimeOffset Time(int at) => Noon.AddMinutes(at);

    private static string Told(string?[]? values) => values is null ? "nothing" : string.Join(',', values.Select(value => value ?? "-"));

    private static string Told(Move[] history) => string.Join("; ", history.Select(step => $"{step.Act} {step.Item}.{step.Field}={step.Value}"));
}
