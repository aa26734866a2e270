using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads form submissions, form by form, newest first, down to where the last read ended.</summary>
/// <remarks>The endpoint takes no date ("Get submissions for a form", read 2026-11-21), and pages hold 50 at most.</remarks>
internal sealed class SubmissionReader : IActivityReader
{
    private const int PageSize = 50;
    private const int Together = 1_000;    // people are looked up by the page, so small ones are handed on together

    private readonly HubSpotClient _client;

    public SubmissionReader(HubSpotClient client) => _client = client;

    public async IAsyncEnumerable<ActivityPage> ReadAsync(
        ActivityKind kind, DateTimeOffset since, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<Activity> read = [];
        foreach (Form form in await FormsAsync(cancel))
        {
            await foreach (Activity[] activities in SubmissionsAsync(form, since, cancel))
            {
                read.AddRange(activities);
                if (read.Count >= Together)
                {
                    yield return new ActivityPage([.. read], null);
                    read.Clear();
                }
            }
        }

        // Only now: a walk that broke off in the middle of a form must start that form again.
        yield return new ActivityPage([.. read], until);
    }

    /// <summary>Submissions cannot be asked for one by one; nothing comes back.</summary>
    public Task<IReadOnlyList<Activity>> ReadAgainAsync(ActivityKind kind, IReadOnlyCollection<string> sourceIds, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<Activity>>([]);

    private async IAsyncEnumerable<Activity[]> SubmissionsAsync(Form form, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancel)
    {
        PageTurn turn = new();
        string? after = null;
        do
        {
            string path = $"/form-integrations/v1/submissions/forms/{Uri.EscapeDataString(form.Id)}?limit={PageSize}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}";
            if (await _client.FindAsync(path, cancel) is not { } answer)
            {
                yield break;    // a form that was deleted for good, or of a sort whose submissions the API does not show
            }

            Activity[] read = [.. answer.Rows("results").Select(result => Read(form, result)).OfType<Activity>()];
            yield return [.. read.Where(activity => activity.OccurredAt >= since).DistinctBy(activity => activity.Key)];

            after = read.Any(activity => activity.OccurredAt < since) ? null : turn.After(answer, after);
        }
        while (after is not null);
    }

    // Forms of all types, archived ones too (O16): the default shows HubSpot's own alone.
    private async Task<List<Form>> FormsAsync(CancellationToken cancel)
    {
        Dictionary<string, Form> forms = [];
        foreach (string archived in new[] { "false", "true" })
        {
            PageTurn turn = new();
            string? after = null;
            do
            {
                JObject answer = await _client.GetAsync(
                    $"/marketing/v3/forms?limit=100&formTypes=all&archived={archived}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}", cancel);
                foreach (JObject form in answer.Rows("results"))
                {
                    string id = form.Need("id");
                    string? name = form.Told("name");
                    forms.TryAdd(id, new Form(id, string.IsNullOrWhiteSpace(name) ? $"form {id}" : name));
                }

                after = turn.After(answer, after);
            }
            while (after is not null);
        }

        return [.. forms.Values];
    }

    private static Activity? Read(Form form, JObject result)
    {
        if (HubSpotTime.Parse(result.Told("submittedAt")) is not { } submittedAt)
        {
            return null;
        }

        string id = result.Need("conversionId");
        (string Name, string Value)[] values =
            [.. (result["values"] as JArray ?? []).OfType<JObject>().Select(value => (value.Told("name") ?? "", value.Told("value") ?? ""))];
        string? email = values.FirstOrDefault(value => value.Name == "email").Value;
        return new Activity
        {
            Key = ActivityKey.OfSubmission(id),
            Kind = ActivityKind.FormSubmission.Key,
            SourceId = id,
            OccurredAt = submittedAt,
            Title = form.Name,
            Email = string.IsNullOrWhiteSpace(email) ? null : email.Trim(),
            Body = string.Join('\n', values.Select(value => $"{value.Name}: {value.Value}")),
            Values = new Dictionary<string, string?>
            {
                ["form"] = form.Name,
                ["formId"] = form.Id,
                ["page"] = result.Told("pageUrl"),
                ["recipient"] = email,
            },
        };
    }

    private sealed record Form(string Id, string Name);
}
