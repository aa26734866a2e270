using Mono.Cecil;

namespace HubSpotSalesforce.Tests.Cmdlets;

/// <summary>What Tab comes to, read from the compiled completers: this machine answers, at once.</summary>
public sealed class CompleterTests(ModuleCode code) : IClassFixture<ModuleCode>
{
    /// <summary>What completers come to all the same, each with the reason.</summary>
    private static readonly Dictionary<string, string> Granted = new()
    {
        ["SettingCompleter.PathOf"] = "asks the runspace where it stands",
        ["SqliteDatabase.PatientlyAsync"] = "waits while another program has the store locked whole, a tenth of a second at most",
    };

    public static TheoryData<string> Completers
    {
        get
        {
            using ModuleCode code = new();
            return [.. code.CompleterTypes.Select(type => type.Name)];
        }
    }

    [Theory]
    [MemberData(nameof(Completers))]
    public void A_completer_comes_to_nothing_that_connects_waits_or_changes(string name)
    {
        CallWalk walk = CallWalk.Of(code, code.CompleterTypes.Single(type => type.Name == name));

        string[] met =
        [
            .. walk.Calls.Where(call => Connects(call.To) || Waits(call.To) || Changes.IsOne(call.From, call.To))
                .Where(call => !Granted.ContainsKey(CallWalk.NameOf(call.From)) && !Changes.Harmless.ContainsKey(CallWalk.NameOf(call.From)))
                .Select(call => $"{call.To.DeclaringType.Name}.{call.To.Name} < {walk.WayTo(call.From)}")
                .Distinct().Take(10),
        ];

        Assert.True(walk.Reached.Any(method => method.Name == "CompleteArgument"), $"{name} was not looked at.");
        Assert.True(met.Length == 0, string.Join(Environment.NewLine, met));
    }

    private static bool Connects(MethodReference method)
        => method.DeclaringType.Namespace.StartsWith("System.Net", StringComparison.Ordinal) && method.DeclaringType.Name is not "NetworkCredential";

    private static bool Waits(MethodReference method) => (method.DeclaringType.FullName, method.Name) switch
    {
        ("System.Threading.Tasks.Task", "Delay") => true,
        ("System.Threading.Thread" or "System.Threading.SpinWait", _) => true,
        ("System.Threading.PeriodicTimer", _) => true,
        _ => method.Name is "WaitOne" or "SpinUntil",
    };
}
