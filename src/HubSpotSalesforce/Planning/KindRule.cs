using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Planning;

/// <summary>What decides whether an activity of one kind is written.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="EnabledAt">When it was switched on (<c>kindEnabledAt</c>), in UTC.</param>
/// <param name="NotBefore">Nothing that happened earlier is written (O8), in UTC.</param>
public sealed record KindRule(ActivityKind Kind, DateTimeOffset EnabledAt, DateTimeOffset NotBefore)
{
    /// <summary>Returns a rule with the default for <see cref="NotBefore"/>: the kind's window before it was switched on.</summary>
    public static KindRule Since(ActivityKind kind, DateTimeOffset enabledAt, DateTimeOffset? notBefore = null)
        => new(kind, enabledAt, notBefore ?? ContactWindow.Back(enabledAt, kind.Window));
}
