using System.Text;

namespace HubSpotSalesforce.Settings;

/// <summary>The text of a settings file, read under a limit.</summary>
/// <param name="File">The full path of the file.</param>
/// <param name="Content">The text without a byte order mark.</param>
/// <param name="HasByteOrderMark">Whether the file begins with one.</param>
internal sealed record SettingText(string File, string Content, bool HasByteOrderMark = false)
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The file that is taken from the current folder where no path is given.</summary>
    public const string DefaultName = "hubspot-salesforce.yaml";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The line end of the file: that of its first line.</summary>
    public string NewLine => Content.IndexOf('\n') is > 0 and int end && Content[end - 1] == '\r' ? "\r\n" : "\n";

    /// <summary>Whether it has the name and the beginning of a plan.</summary>
    public bool LooksLikePlan => File.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) && Content.AsSpan().TrimStart().StartsWith('{');

    /// <summary>Reads a file; null, with a fault, when it cannot be read, is too large or is not UTF-8.</summary>
    public static SettingText? Read(string file, FaultList faults)
    {
        try
        {
            // Not File.ReadAllBytes: neither a length of 100 MB nor a pipe without end may cost memory.
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            byte[] bytes = new byte[stream.CanSeek ? Math.Min(stream.Length, MaxBytes) + 1 : MaxBytes + 1];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxBytes)
            {
                faults.Add("The file is larger than 1 MB.", "Point to a settings file; one holds a few kB.");
                return null;
            }

            return Decoded(file, bytes.AsSpan(0, length), faults);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            faults.Add(
                Path.GetFileName(file) == DefaultName ? $"The file does not exist; where no path is given, it is {DefaultName} in the current folder." : "The file does not exist.",
                "Check the path, make one with New-SyncSetting, or write one as Get-Help about_HubSpotSalesforce_Settings shows (worker: run --help).");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            faults.Add("The file cannot be read.", "Check that it is a file and that the account that runs the sync may read it.");
        }

        return null;
    }

    /// <summary>Writes the file. It is written beside and then moved, so that a reader or a power cut meets the old text or the new one, never half of it.</summary>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: the file cannot be written; what was there is as it was.</exception>
    public void Save(bool overwrite)
    {
        // A link stays a link: what it leads to is replaced.
        string target = new FileInfo(File) is { Exists: true } link && link.ResolveLinkTarget(returnFinalTarget: true) is { } final ? final.FullName : File;
        string beside = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = new(beside, FileMode.CreateNew, FileAccess.Write))
            {
                if (!OperatingSystem.IsWindows() && System.IO.File.Exists(target))
                {
                    System.IO.File.SetUnixFileMode(stream.SafeFileHandle, System.IO.File.GetUnixFileMode(target));
                }

                stream.Write(Utf8.GetBytes(HasByteOrderMark ? '\uFEFF' + Content : Content));
                stream.Flush(flushToDisk: true);
            }

            System.IO.File.Move(beside, target, overwrite);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (System.IO.File.Exists(beside))
            {
                System.IO.File.Delete(beside);
            }

            throw !overwrite && System.IO.File.Exists(target)
                ? IsThere(error)
                : new SyncException(FaultKind.SettingsInvalid, File, $"{File}: The file cannot be written. Check that its folder exists and can be written to.", error);
        }
    }

    /// <summary>Makes the fault of a file that must not be replaced.</summary>
    public SyncException IsThere(Exception? inner = null)
        => new(FaultKind.SettingsInvalid, File, $"{File}: The file exists already. Choose another name, or replace it with -Force.", inner);

    private static SettingText? Decoded(string file, ReadOnlySpan<byte> bytes, FaultList faults)
    {
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        bool hasMark = bytes.StartsWith(mark);
        ReadOnlySpan<byte> body = hasMark ? bytes[mark.Length..] : bytes;
        try
        {
            return new SettingText(file, Utf8.GetString(body), hasMark);
        }
        catch (DecoderFallbackException error)
        {
            ReadOnlySpan<byte> before = body[..Math.Clamp(error.Index, 0, body.Length)];
            int line = before.Count((byte)'\n') + 1;
            int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
            faults.Add(new SettingPlace(file, line, column, ""), "The file is not UTF-8.", "Save it as UTF-8.");
            return null;
        }
    }
}
