namespace HubSpotSalesforce.Settings;

/// <summary>Where a secret is found: <c>env:NAME</c>, <c>secret:vault/name</c> or <c>file:path</c>.</summary>
/// <param name="Scheme"><c>env</c>, <c>secret</c> or <c>file</c>.</param>
/// <param name="Name">The name of the variable, the vault and the secret's name in it, or the path as written.</param>
/// <param name="Place">Where the reference stands.</param>
public sealed record SecretReference(string Scheme, string Name, SettingPlace Place)
{
    /// <summary>The fault of a reference that leads nowhere.</summary>
    /// <param name="reason">What was found, as a sentence.</param>
    /// <param name="advice">What to do about it, as a sentence.</param>
    /// <param name="inner">The exception it was translated from, if any.</param>
    public SyncException Unavailable(string reason, string advice, Exception? inner = null)
        => new(FaultKind.SecretUnavailable, ToString(), $"{Place}: {Place.Key}: {reason} {advice}", inner);

    /// <summary>The reference as written; never the secret.</summary>
    public override string ToString() => $"{Scheme}:{Name}";
}
