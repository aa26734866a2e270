using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Runs;

/// <summary>A kind of activity that somebody asked for and that does not exist.</summary>
public static class UnknownKind
{
    /// <summary>Says that it does not exist, which one was probably meant, and which there are.</summary>
    /// <param name="key">What was asked for.</param>
    /// <param name="orFamily">Whether a family of Salesforce would have been right, too.</param>
    public static string Sentence(string key, bool orFamily = false)
    {
        string[] kinds = [.. ActivityKind.All.Select(kind => kind.Key)];
        string[] families = orFamily ? [.. ActivityFamily.All.Select(family => family.Key)] : [];
        string near = Nearest.To(key, [.. kinds, .. families]) is { } meant ? $" Did you mean {meant}?" : "";
        string others = orFamily ? $" The families are: {string.Join(", ", families)}." : "";
        return $"There is no kind of activity '{key}'.{near} The kinds are: {string.Join(", ", kinds)}.{others}";
    }
}
