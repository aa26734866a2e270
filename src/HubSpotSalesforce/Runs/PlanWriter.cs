namespace HubSpotSalesforce.Runs;

/// <summary>Writes a plan file line by line: beside its place, and moved there when it is whole, so that nobody applies half a plan.</summary>
public sealed class PlanWriter : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _beside;
    private readonly bool _overwrites;
    private readonly StreamWriter _file;

    private PlanWriter(string path, bool overwrites)
    {
        _path = path;
        _beside = $"{path}.{Guid.NewGuid():N}.tmp";
        _overwrites = overwrites;
        _file = new StreamWriter(new FileStream(_beside, FileMode.CreateNew, FileAccess.Write));
    }

    /// <summary>Begins a plan file.</summary>
    /// <param name="path">Where it is to be.</param>
    /// <param name="overwrites">Whether a file that is there may be replaced.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.PlanInvalid"/>: the file is there already, or cannot be written.</exception>
    public static PlanWriter Create(string path, bool overwrites)
    {
        bool replaces = overwrites || new FileInfo(path) is { Exists: true, Length: 0 };    // a plan without a line is nobody's loss
        Refuse(path, replaces);
        return Translated(path, () => new PlanWriter(path, replaces));
    }

    /// <summary>Adds a line.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.PlanInvalid"/>: the file cannot be written.</exception>
    public void Add(PlanLine line) => Translated(_path, () =>
    {
        _file.WriteLine(PlanFile.Line(line));
        return true;
    });

    /// <summary>Ends the file and moves it to its place.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.PlanInvalid"/>: it cannot be written; what was there is as it was.</exception>
    public FileInfo Complete()
    {
        Translated(_path, () =>
        {
            _file.Flush();
            ((FileStream)_file.BaseStream).Flush(flushToDisk: true);
            _file.Dispose();
            return true;
        });
        Refuse(_path, _overwrites);
        return Translated(_path, () =>
        {
            File.Move(_beside, _path, _overwrites);
            return new FileInfo(_path);
        });
    }

    /// <summary>Removes what was not completed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _file.DisposeAsync();
            File.Delete(_beside);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A remnant beside the plan harms nobody.
        }
    }

    private static T Translated<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(FaultKind.PlanInvalid, path, $"The plan {path} cannot be written: {refused.Message} Check that its folder exists and can be written to.", refused);
        }
    }

    private static void Refuse(string path, bool overwrites)
    {
        if (File.Exists(path) && !overwrites)
        {
            throw new SyncException(FaultKind.PlanInvalid, path, $"The plan {path} exists already. Choose another name, or replace it with -Force.");
        }
    }
}
