using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace HubSpotSalesforce.Simulator.Faults;

/// <summary>Writes the simulator's own troubles to the console, and not those that a fault ordered: an answer that is cut off.</summary>
internal sealed class TroubleFormatter() : ConsoleFormatter(Plain)
{
    /// <summary>Its name.</summary>
    public const string Plain = "plain";

    // What Kestrel reports of an answer with fewer bytes than were told, and nothing else of it says so.
    private const string CutOff = "Response Content-Length mismatch: too few bytes written";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry.Exception is not InvalidOperationException cut || !cut.Message.StartsWith(CutOff, StringComparison.Ordinal))
        {
            textWriter.WriteLine($"{logEntry.LogLevel}: {logEntry.Category}: {logEntry.Formatter(logEntry.State, logEntry.Exception)}");
            textWriter.Write(logEntry.Exception is { } error ? $"{error}{Environment.NewLine}" : "");
        }
    }
}
