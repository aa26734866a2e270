using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Runs;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>A disk that fills up, and stores that cannot be used: a run stops before it does anything it could not record, and says why.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    private const int Stopped = 4;
    private const int Room = 64 * 1024;

    // Of what a run takes from its first write to its last: no two take the same to a page.
    private const double Most = 0.75;
    private const string Settings = "\nevents: { settle: 0s }\nlimits: { maxCreates: 100000 }";

    private static readonly SimulatorOptions Portal = new() { Quota = false, Now = TimeProvider.System.GetUtcNow(), Generate = new PortalSize(60, 400) };

    // So many that the store still grows when the first of them were sent.
    private static readonly SimulatorOptions LargePortal = Portal with { Generate = new PortalSize(150, 1_500) };

    private readonly Figures _figures = new(output);

    [RootFact]
    public async Task A_disk_that_fills_up_at_any_moment_stops_the_run_and_the_next_one_finishes_once_there_is_room()
    {
        (string[] expected, int begun, int needed) = await WholeAsync();
        int half = Scale.Of(2, 30);
        int[] sizes =
        [
            .. Enumerable.Range(1, half).Select(step => Math.Max(8, begun * step / (half + 1) / 4 * 4)),
            .. Enumerable.Range(1, half).Select(step => (begun + (int)((needed - begun) * Most * step / half)) / 4 * 4),
        ];
        int midway = 0;
        foreach (int size in sizes)
        {
            await using SimulatedSync sync = await StartAsync(LargePortal);
            using SmallDisk disk = Mounted(sync, size);
            string told = $"a disk of {size} kB";
            using (RunnerProcess runner = RunnerProcess.Start(sync))
            {
                await runner.EndAsync(Stopped);
                Assert.StartsWith("StoreFull: ", await runner.Errors, StringComparison.Ordinal);
            }

            // Every task was reserved on the disk before it was sent; a disk too small for that saw none.
            disk.Resize(Room);
            string[] unknown = [.. sync.Tasks.Keys.Except(Known(sync.StorePath))];
            Assert.True(unknown.Length == 0, $"{told}: {unknown.Length} of {sync.Tasks.Count} tasks were sent without a word of them on the disk.");
            midway += sync.Tasks.Count > 0 ? 1 : 0;
            await FinishAsync(sync, expected, told);
        }

        Assert.True(midway > 0, $"None of {sizes.Length} disks filled up after the first task was sent.");
        _figures.Say($"Full disk: {sizes.Length} disks of {sizes[0]} to {sizes[^1]} kB under a run that takes {needed} kB: StoreFull each time, {midway} after some of {expected.Length} tasks; 0 lost, 0 twice, stores whole");
    }

    [Fact]
    public async Task A_store_that_another_process_holds_stops_the_run_before_any_effect()
    {
        await using SimulatedSync sync = await StartedAsync();
        using SqliteConnection holder = new($"Data Source={sync.StorePath};Pooling=False");
        holder.Open();
        using SqliteTransaction held = holder.BeginTransaction(deferred: false);

        await AssertStopsAsync(sync, "StoreLocked", [], "--clock", "20", sync.Simulator.Clock.GetUtcNow().ToString("O"));
    }

    [RootFact]
    public async Task A_folder_that_the_account_may_not_write_stops_the_run_before_any_effect()
    {
        await using SimulatedSync sync = await StartedAsync();
        string folder = Path.GetDirectoryName(sync.StorePath)!;
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            SetMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        SetMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        // Root may write anywhere, so that the run is somebody else's.
        await AssertStopsAsync(sync, "StoreReadOnly", ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/tmp"]);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(0.97)]
    public async Task A_store_that_is_cut_off_stops_the_run_before_any_effect(double kept)
    {
        await using SimulatedSync sync = await StartedAsync();
        using (FileStream file = File.OpenWrite(sync.StorePath))
        {
            file.SetLength((long)(file.Length * kept));
        }

        await AssertStopsAsync(sync, "StoreDamaged", []);
    }

    [Fact]
    public async Task A_store_of_which_something_else_was_made_stops_the_run_before_any_effect()
    {
        await using SimulatedSync sync = await StartedAsync();
        byte[] garbage = new byte[new FileInfo(sync.StorePath).Length];
        new Random(3).NextBytes(garbage);
        File.WriteAllBytes(sync.StorePath, garbage);

        await AssertStopsAsync(sync, "StoreDamaged", []);
        Assert.Equal(garbage, File.ReadAllBytes(sync.StorePath));
    }

    [Fact]
    public async Task A_store_whose_pages_were_overwritten_stops_the_run_before_any_effect()
    {
        await using SimulatedSync sync = await StartedAsync();
        byte[] bytes = File.ReadAllBytes(sync.StorePath);
        new Random(4).NextBytes(bytes.AsSpan(4096));    // all but the page that says what it is
        File.WriteAllBytes(sync.StorePath, bytes);

        await AssertStopsAsync(sync, "StoreDamaged", []);
    }

    [Fact]
    public async Task A_store_of_a_newer_version_stops_the_run_before_any_effect()
    {
        await using SimulatedSync sync = await StartedAsync();
        using (SqliteConnection newer = new($"Data Source={sync.StorePath};Pooling=False"))
        {
            newer.Open();
            using SqliteCommand command = newer.CreateCommand();
            command.CommandText = "pragma user_version = 1000";
            command.ExecuteNonQuery();
        }

        await AssertStopsAsync(sync, "StoreMismatch", []);
    }

    private async Task AssertStopsAsync(SimulatedSync sync, string kind, string[] by, params string[] more)
    {
        int writes = sync.Simulator.Log.Snapshot().Length;
        using RunnerProcess runner = RunnerProcess.Start(sync, by, more);
        await runner.EndAsync(Stopped);

        Assert.StartsWith($"{kind}: ", await runner.Errors, StringComparison.Ordinal);
        Assert.Equal(writes, sync.Simulator.Log.Snapshot().Length);
        _figures.Say($"Unusable store: {kind}, 0 writes to either side");
    }

    private static async Task FinishAsync(SimulatedSync sync, string[] expected, string told)
    {
        using (RunnerProcess next = RunnerProcess.Start(sync))
        {
            await next.EndAsync(0);
        }

        EndState.AssertSame(expected, sync, told);
        int writes = sync.TaskWrites.Length;
        using RunnerProcess quiet = RunnerProcess.Start(sync);
        await quiet.EndAsync(0);
        Assert.Equal(writes, sync.TaskWrites.Length);
    }

    // What a run takes when its first task is written and at most, log included.
    private static async Task<(string[] Lines, int Begun, int Most)> WholeAsync()
    {
        await using SimulatedSync sync = await StartAsync(LargePortal);
        using SmallDisk disk = Mounted(sync, Room);
        using RunnerProcess runner = RunnerProcess.Start(sync);
        int begun = 0;
        int most = 0;
        Action looking = () => (begun, most) = (begun == 0 ? Used(sync) : begun, Math.Max(most, Used(sync)));
        sync.Simulator.Log.Added += looking;
        await runner.EndAsync(0);
        sync.Simulator.Log.Added -= looking;
        return (EndState.Of(sync), begun, most);
    }

    private static int Used(SimulatedSync sync)
    {
        DriveInfo drive = new(Path.GetDirectoryName(sync.StorePath)!);
        return (int)((drive.TotalSize - drive.AvailableFreeSpace) / 1024);
    }

    private static SmallDisk Mounted(SimulatedSync sync, int kilobytes)
    {
        string folder = Path.GetDirectoryName(sync.SettingPath)!;
        string settings = File.ReadAllText(sync.SettingPath);
        SmallDisk disk = SmallDisk.TryMount(folder, kilobytes) ?? throw new InvalidOperationException("A disk could be mounted before, and cannot now.");
        File.WriteAllText(sync.SettingPath, settings);
        return disk;
    }

    // Half of the portal is written, and there is more to do.
    private static async Task<SimulatedSync> StartedAsync()
    {
        SimulatedSync sync = await StartAsync(Portal);
        string all = File.ReadAllText(sync.SettingPath);
        File.WriteAllText(sync.SettingPath, all.Replace("    noteCreated: { sync: true }", "    noteCreated: { sync: false }", StringComparison.Ordinal));
        using (RunnerProcess first = RunnerProcess.Start(sync))
        {
            await first.EndAsync(0);
        }

        Assert.NotEmpty(sync.Tasks);
        File.WriteAllText(sync.SettingPath, all);
        return sync;
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static HashSet<string> Known(string store)
    {
        if (!File.Exists(store))
        {
            return [];
        }

        using SqliteConnection connection = new($"Data Source={store};Pooling=False");
        connection.Open();
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = "select count(*) from sqlite_master where name = 'intents'";
        if (Convert.ToInt32(query.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) == 0)
        {
            return [];    // not even its tables found room
        }

        query.CommandText = "select key from intents union select key from pairs";
        using SqliteDataReader rows = query.ExecuteReader();
        HashSet<string> keys = [];
        while (rows.Read())
        {
            keys.Add(rows.GetString(0));
        }

        return keys;
    }

    private static Task<SimulatedSync> StartAsync(SimulatorOptions portal) => SimulatedSync.StartAsync(portal, SimulatedSync.AllKinds() + Settings);
}
