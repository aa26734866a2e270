using Mono.Cecil;

namespace HubSpotSalesforce.Tests.Cmdlets;

/// <summary>Who asks and who changes something, read from the compiled cmdlets and all they come to.</summary>
public sealed class ConsentTests(ModuleCode code) : IClassFixture<ModuleCode>
{
    public static TheoryData<string> Cmdlets
    {
        get
        {
            using ModuleCode code = new();
            return [.. code.CmdletTypes.Select(type => type.Name)];
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_that_says_it_asks_does_and_one_that_does_not_say_it_changes_nothing(string name)
    {
        TypeDefinition type = code.CmdletTypes.Single(type => type.Name == name);
        CallWalk walk = CallWalk.Of(code, type);
        string[] changes = ChangesOf(walk);

        if (ModuleCode.Asks(type))
        {
            Assert.True(walk.Calls.Any(call => call.To is { Name: "ShouldProcess", DeclaringType.Namespace: "System.Management.Automation" }), $"{name} has SupportsShouldProcess and never calls ShouldProcess.");
            Assert.True(changes.Length > 0, $"{name} asks, and changes nothing: leave SupportsShouldProcess out, or say in Changes what it changes.");
        }
        else
        {
            Assert.True(changes.Length == 0, $"{name} has no SupportsShouldProcess and comes to what changes something:{Environment.NewLine}{string.Join(Environment.NewLine, changes)}");
        }
    }

    [Fact]
    public void What_counts_as_harmless_is_what_a_cmdlet_that_does_not_ask_comes_to()
    {
        string[] met = [.. code.CmdletTypes.Where(type => !ModuleCode.Asks(type))
            .SelectMany(type => CallWalk.Of(code, type).Calls)
            .Where(call => Changes.IsOne(call.From, call.To))
            .Select(call => CallWalk.NameOf(call.From))
            .Distinct()];

        Assert.Empty(Changes.Harmless.Keys.Except(met));
    }

    private static string[] ChangesOf(CallWalk walk) =>
    [
        .. walk.Calls.Where(call => Changes.IsOne(call.From, call.To) && !Changes.Harmless.ContainsKey(CallWalk.NameOf(call.From)))
            .Select(call => $"{call.To.DeclaringType.Name}.{call.To.Name} < {walk.WayTo(call.From)}")
            .Distinct(),
    ];
}
