using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>The object type that a path or a record names.</summary>
internal static class RequestedType
{
    /// <summary>The type in the path.</summary>
    /// <exception cref="ApiFault">404: there is no such resource.</exception>
    public static ObjectType Of(ApiRequest request, Catalogue catalogue)
        => catalogue.TryGet(request.Places["type"], out ObjectType? type) && !type.Tooling ? type : throw ApiFault.NotFound();

    /// <summary>The external id field in the path, by which upserts and reads find records.</summary>
    /// <exception cref="ApiFault">404: there is none for the user. [RESTDoc-Upsert], read 2026-11-21.</exception>
    public static Field Key(ApiRequest request, ObjectType type)
        => request.User.TryGet(type, request.Places["field"], out Field? field) && field.Type != FieldType.Id && (field.ExternalId || field.IdLookup)
            ? field
            : throw new ApiFault(404, "NOT_FOUND", $"Provided external ID field does not exist or is not accessible: {request.Places["field"]}");

    /// <summary>The fields of a type that a list names, or all that the user sees when there is no list.</summary>
    /// <exception cref="ApiFault">The user sees no such field.</exception>
    public static IReadOnlyList<Field> Fields(ApiRequest request, ObjectType type, IEnumerable<string>? names)
        => names is null
            ? [.. type.Fields.Where(field => request.User.Sees(type, field))]
            : [.. names.Select(name => request.User.TryGet(type, name.Trim(), out Field? field)
                ? field
                : throw new ApiFault(400, "INVALID_FIELD", $"No such column '{name.Trim()}' on sobject of type {type.Name}"))];
}
