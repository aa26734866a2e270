namespace HubSpotSalesforce.HubSpot;

/// <summary>The name of a record beside an activity: <c>type/id</c>.</summary>
internal static class BesideName
{
    /// <summary>Returns type and id.</summary>
    public static (string Type, string Id) Read(string name)
    {
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < name.Length - 1
            ? (name[..slash], name[(slash + 1)..])
            : throw new ArgumentException($"'{name}' is no type and id of a record.", nameof(name));
    }

    /// <summary>Returns the name.</summary>
    public static string Of(string type, string id) => $"{type}/{id}";
}
