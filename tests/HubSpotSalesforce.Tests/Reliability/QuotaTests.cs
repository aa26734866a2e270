using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Runner;
using HubSpotSalesforce.Simulator;
using Newtonsoft.Json.Linq;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>An account of 190 calls in ten seconds and five searches a second, of which other clients take a third.</summary>
public sealed class QuotaTests(ITestOutputHelper output)
{
    // The slower, the less a machine that stands still for a moment counts.
    private static readonly double Factor = Scale.IsLarge ? 2 : 4;
    private const int CallsPerTenSeconds = 190;
    private const int SearchesPerSecond = 5;

    // A third of each, evenly.
    private static readonly TimeSpan BetweenOtherCalls = TimeSpan.FromSeconds(10.0 * 3 / CallsPerTenSeconds);
    private static readonly TimeSpan BetweenOtherSearches = TimeSpan.FromSeconds(3.0 / SearchesPerSecond);

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(60);

    private readonly Figures _figures = new(output);
    private readonly TimeProvider _clock = new FastClock(TimeProvider.System.GetUtcNow(), Factor, TimeProvider.System.GetUtcNow());
    private readonly ConcurrentQueue<(DateTimeOffset At, bool IsSearch, bool IsRefused, bool IsOurs)> _calls = new();

    [Fact]
    public async Task What_is_allowed_is_used_beside_others_and_hardly_ever_more()
    {
        await using SimulatorHost simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Time = _clock, CallsPerTenSeconds = CallsPerTenSeconds, SearchesPerSecond = SearchesPerSecond }, CancellationToken.None);
        TimeSpan length = WarmUp + TimeSpan.FromSeconds(Scale.Of(40, 1_200));
        using CancellationTokenSource end = new(length, _clock);
        DateTimeOffset from = _clock.GetUtcNow() + WarmUp;

        using HubSpotClient client = new(new HubSpotOptions(simulator.HubSpotUrl, simulator.HubSpotToken), new HostGuard(true), _clock, new Random(1));
        client.Requested += trace => _calls.Enqueue((_clock.GetUtcNow(), trace.Path.EndsWith("/search", StringComparison.Ordinal), trace.Status == 429, true));
        await Task.WhenAll([
            .. Enumerable.Range(0, 6).Select(_ => UntilAsync(() => client.GetAsync("/crm/owners/2026-09?limit=1", end.Token), end.Token)),
            .. Enumerable.Range(0, 2).Select(_ => UntilAsync(() => client.PostAsync("/crm/objects/2026-09/calls/search", new JObject { ["limit"] = 1 }, end.Token, isSearch: true), end.Token)),
            OthersAsync(simulator, HttpMethod.Get, "/crm/owners/2026-09?limit=1", BetweenOtherCalls, end.Token),
            OthersAsync(simulator, HttpMethod.Post, "/crm/objects/2026-09/calls/search", BetweenOtherSearches, end.Token),
        ]);

        (DateTimeOffset At, bool IsSearch, bool IsRefused, bool IsOurs)[] counted = [.. _calls.Where(call => call.At >= from)];
        int ours = counted.Count(call => call.IsOurs);
        int refused = counted.Count(call => call is { IsOurs: true, IsRefused: true });
        double seconds = (_clock.GetUtcNow() - from).TotalSeconds;
        double ofCalls = counted.Count(call => call is { IsSearch: false, IsRefused: false }) / (seconds * CallsPerTenSeconds / 10);
        double ofSearches = counted.Count(call => call is { IsSearch: true, IsRefused: false }) / (seconds * SearchesPerSecond);
        _figures.Say($"Quota: {ours} calls of ours in {seconds:F0} s beside others that took a third: {refused} answered 429 ({100.0 * refused / ours:F3} %; {counted.Count(call => call is { IsOurs: true, IsRefused: true, IsSearch: true })} of them searches); used of what is allowed: {ofCalls:P1} of calls, {ofSearches:P1} of searches");

        // So few calls as the small size makes take more on a machine that is busy with other tests: a late timer is no pace.
        int allowed = Scale.IsLarge ? ours / 1_000 : Math.Max(3, ours / 100);
        Assert.True(refused <= allowed, $"{refused} of {ours} calls were refused, {allowed} may be.");
        double used = counted.Count(call => !call.IsRefused) / (seconds * ((CallsPerTenSeconds / 10.0) + SearchesPerSecond));
        Assert.True(used >= (Scale.IsLarge ? 0.9 : 0.5), $"Only {used:P1} of what was allowed was used.");
        Assert.True(!Scale.IsLarge || Math.Min(ofCalls, ofSearches) >= 0.9, $"Only {ofCalls:P1} of the calls and {ofSearches:P1} of the searches that were allowed were used.");
    }

    private static async Task UntilAsync(Func<Task> call, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await call();
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
            }
        }
    }

    private async Task OthersAsync(SimulatorHost simulator, HttpMethod method, string path, TimeSpan between, CancellationToken end)
    {
        using HttpClient http = new();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", simulator.HubSpotToken);
        DateTimeOffset next = _clock.GetUtcNow();
        await UntilAsync(async () =>
        {
            DateTimeOffset now = _clock.GetUtcNow();
            TimeSpan wait = next - now;
            next = (wait > -between ? next : now) + between;    // what was not sent while the machine stood still does not come at once
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, _clock, end);
            using HttpRequestMessage request = new(method, new Uri(simulator.HubSpotUrl, path)) { Content = method == HttpMethod.Post ? JsonContent.Create(new { limit = 1 }) : null };
            using HttpResponseMessage answer = await http.SendAsync(request, end);
            _calls.Enqueue((_clock.GetUtcNow(), method == HttpMethod.Post, (int)answer.StatusCode == 429, false));
        }, end);
    }
}
