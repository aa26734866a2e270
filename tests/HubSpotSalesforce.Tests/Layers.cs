using Mono.Cecil;
using Mono.Cecil.Cil;

namespace HubSpotSalesforce.Tests;

/// <summary>The table of who may use whom, and a walk over an assembly that compares it with what was compiled.</summary>
/// <remarks>Constants leave no trace in the assembly of those who use them; everything else does.</remarks>
internal static class Layers
{
    private const string Prefix = "HubSpotSalesforce.";

    private static readonly string[] Clients = ["HubSpot", "Salesforce"];
    private static readonly string[] Below = ["Activities", "Remote", "State", "Mapping", .. Clients, "Linking", "Planning", "Sync", "Reports"];

    /// <summary>The folders each folder may use, beside itself. FaultKind and SyncException are for all.</summary>
    private static readonly Dictionary<string, string[]> Granted = new()
    {
        ["Activities"] = [],
        ["Remote"] = ["Activities"],
        ["State"] = ["Activities"],
        ["Mapping"] = ["Activities"],
        ["HubSpot"] = ["Remote", "Activities"],
        ["Salesforce"] = ["Remote", "Activities"],
        ["Linking"] = ["Activities", "State", .. Clients],
        ["Planning"] = ["Mapping", "Activities"],
        ["Sync"] = ["Activities", "State"],
        ["Reports"] = ["Activities", "State", "Salesforce"],
        ["Settings"] = Below,
        ["Runs"] = [.. Below, "Settings"],
    };

    /// <summary>The folders that alone may use a package, by the beginning of its assembly's or type's name.</summary>
    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["YamlDotNet"] = ["Settings"],
        ["Microsoft.Data.Sqlite"] = ["State"],
        ["SQLitePCLRaw"] = ["State"],
        ["Npgsql"] = ["State"],
        ["Dapper"] = ["State"],
        ["CsvHelper"] = ["Reports"],
        ["HandlebarsDotNet"] = ["Reports"],
        ["Handlebars"] = ["Reports"],
        ["System.Net.Http.HttpClient"] = ["Remote", .. Clients],
        ["System.Net.Http.SocketsHttpHandler"] = ["Remote", .. Clients],
        ["System.Management.Automation"] = [],
    };

    /// <summary>Returns each use that the table does not grant, as "user uses used", without the common prefix.</summary>
    public static string[] Violations(ModuleDefinition core)
        => [.. core.GetTypes().Where(type => FolderOf(type) is not null).SelectMany(ViolationsOf).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> ViolationsOf(TypeDefinition type)
    {
        string folder = FolderOf(type)!;
        return ReferencesOf(type).SelectMany(Parts)
            .Where(used => !IsGranted(folder, used))
            .Select(used => $"{Named(type)} uses {Named(used)}");
    }

    private static bool IsGranted(string folder, TypeReference used)
    {
        if (FolderOf(used) is { } other)
        {
            return other.Length == 0 || other == folder || (Granted.TryGetValue(folder, out string[]? granted) && granted.Contains(other));
        }

        return Packages.All(package =>
            package.Value.Contains(folder)
            || (!used.FullName.StartsWith(package.Key, StringComparison.Ordinal) && !used.Scope.Name.StartsWith(package.Key, StringComparison.Ordinal)));
    }

    // Null for what is not ours: other assemblies, and what the compiler generates outside our namespaces. Empty for the root.
    private static string? FolderOf(TypeReference type)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        return $"{type.Namespace}." is var name && name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..].Split('.')[0] : null;
    }

    private static string Named(TypeReference type) => type.FullName.Replace(Prefix, "", StringComparison.Ordinal);

    private static IEnumerable<TypeReference> ReferencesOf(TypeDefinition type) =>
    [
        .. new[] { type.BaseType }.OfType<TypeReference>(),
        .. type.Interfaces.Select(one => one.InterfaceType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Properties.Select(property => property.PropertyType),
        .. type.Events.Select(one => one.EventType),
        .. type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
        .. AttributesOf(type), .. type.Fields.SelectMany(AttributesOf), .. type.Properties.SelectMany(AttributesOf), .. type.Events.SelectMany(AttributesOf),
        .. type.Methods.SelectMany(ReferencesOf),
    ];

    private static IEnumerable<TypeReference> ReferencesOf(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
        .. AttributesOf(method), .. AttributesOf(method.MethodReturnType), .. method.Parameters.SelectMany(AttributesOf),
        .. method.HasBody ? ReferencesOf(method.Body) : [],
    ];

    private static IEnumerable<TypeReference> ReferencesOf(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType).OfType<TypeReference>(),
        .. body.Instructions.SelectMany(instruction => ReferencesOf(instruction.Operand)),
    ];

    private static IEnumerable<TypeReference> ReferencesOf(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method =>
        [
            method.DeclaringType,
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. method is GenericInstanceMethod instance ? instance.GenericArguments : [],
        ],
        _ => [],
    };

    private static IEnumerable<TypeReference> AttributesOf(ICustomAttributeProvider provider) => provider.CustomAttributes.SelectMany(attribute =>
        attribute.ConstructorArguments
            .Concat(attribute.Fields.Select(field => field.Argument))
            .Concat(attribute.Properties.Select(property => property.Argument))
            .SelectMany(TypesIn)
            .Prepend(attribute.AttributeType));

    private static IEnumerable<TypeReference> TypesIn(CustomAttributeArgument argument) => argument.Value switch
    {
        TypeReference type => [argument.Type, type],
        CustomAttributeArgument[] several => several.SelectMany(TypesIn).Prepend(argument.Type),
        CustomAttributeArgument boxed => TypesIn(boxed),
        _ => [argument.Type],
    };

    // An array's element, a generic's arguments, what a modifier stands before.
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Prepend(generic.ElementType),
        FunctionPointerType pointer => pointer.Parameters.Select(parameter => parameter.ParameterType).Append(pointer.ReturnType).SelectMany(Parts),
        TypeSpecification specified => Parts(specified.ElementType),
        _ => [type],
    };
}
