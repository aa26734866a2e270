using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace HubSpotSalesforce.Tests.Cmdlets;

/// <summary>All code of the module that an object can come to: what it calls, what it hands itself to, lambdas, iterators and what waits included.</summary>
/// <remarks>
/// A virtual call leads to the types that were made on the way, so that one cmdlet does not come to the code of another by their common
/// base. A method whose address is taken counts as called; so does whatever .NET can call on an object that was made.
/// </remarks>
internal sealed partial class CallWalk
{
    private readonly ModuleCode _code;
    private readonly Dictionary<MethodDefinition, MethodDefinition?> _reached = [];
    private readonly HashSet<TypeDefinition> _made = [];
    private readonly HashSet<MethodDefinition> _virtuals = [];
    private readonly Queue<MethodDefinition> _next = [];
    private readonly List<(MethodDefinition From, MethodReference To)> _calls = [];

    private CallWalk(ModuleCode code) => _code = code;

    /// <summary>Each call that is made, of .NET's members too, with the method that makes it.</summary>
    public IReadOnlyList<(MethodDefinition From, MethodReference To)> Calls => _calls;

    /// <summary>The methods that were come to.</summary>
    public IReadOnlyCollection<MethodDefinition> Reached => _reached.Keys;

    /// <summary>Walks from what PowerShell calls on an object: its constructor, its parameters, and what it overrides or implements of PowerShell's.</summary>
    public static CallWalk Of(ModuleCode code, TypeDefinition type)
    {
        CallWalk walk = new(code);
        walk.Make(type, null);
        foreach (TypeDefinition at in walk.Line(type))
        {
            IEnumerable<MethodDefinition> parameters = at.Properties
                .Where(property => property.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "ParameterAttribute"))
                .SelectMany(property => new[] { property.GetMethod, property.SetMethod }).OfType<MethodDefinition>();
            foreach (MethodDefinition method in at.Methods.Where(method => method.IsConstructor && at == type).Concat(parameters))
            {
                walk.Reach(method, null);
            }
        }

        walk.Go();
        return walk;
    }

    /// <summary>How a method was come to, the last step first.</summary>
    public string WayTo(MethodDefinition method)
    {
        List<string> way = [];
        for (MethodDefinition? at = method; at is not null && way.Count < 40; at = _reached[at])
        {
            way.Add(NameOf(at));
        }

        return string.Join(" < ", way.Distinct());
    }

    /// <summary>The name of a method as its source has it: that of the method around a lambda, an iterator or what waits.</summary>
    public static string NameOf(MethodDefinition method)
    {
        string name = method.Name;
        TypeDefinition type = method.DeclaringType;
        while (type.DeclaringType is { } outer && type.Name.StartsWith('<'))
        {
            name = Written().Match(type.Name) is { Success: true } machine ? machine.Groups[1].Value : name;
            type = outer;
        }

        return $"{type.Name}.{(Written().Match(name) is { Success: true } lambda ? lambda.Groups[1].Value : name)}";
    }

    // The compiler writes <Name>b__0 for a lambda in Name, <Name>g__Inner|0 for a function in it, <Name>d__1 for its state machine.
    [GeneratedRegex("^<+([^<>]+)>")]
    private static partial Regex Written();

    private void Go()
    {
        while (_next.TryDequeue(out MethodDefinition? method))
        {
            foreach (CustomAttribute machine in method.CustomAttributes.Where(attribute => attribute.AttributeType.Name.EndsWith("StateMachineAttribute", StringComparison.Ordinal)))
            {
                Make(((TypeReference)machine.ConstructorArguments[0].Value).Resolve(), method);
            }

            foreach (Instruction instruction in method.HasBody ? method.Body.Instructions : [])
            {
                Follow(method, instruction);
            }
        }
    }

    private void Follow(MethodDefinition from, Instruction instruction)
    {
        if (instruction.Operand is FieldReference field && _code.Ours(field.DeclaringType) is { } holder)
        {
            Begin(holder, from);
        }

        if (instruction.Operand is not MethodReference to || instruction.OpCode.Code == Code.Ldtoken)
        {
            return;
        }

        _calls.Add((from, to));
        if (_code.Ours(to) is not { } called)
        {
            return;
        }

        if (instruction.OpCode.Code == Code.Newobj)
        {
            Make(called.DeclaringType, from);
        }

        Begin(called.DeclaringType, from);
        if (called.IsVirtual && instruction.OpCode.Code is Code.Callvirt or Code.Ldvirtftn)
        {
            if (_virtuals.Add(called))
            {
                foreach (TypeDefinition made in _made.ToArray())
                {
                    Dispatch(called, made, from);
                }
            }
        }
        else
        {
            Reach(called, from);
        }
    }

    private void Make(TypeDefinition type, MethodDefinition? from)
    {
        if (!_made.Add(type))
        {
            return;
        }

        Begin(type, from);
        foreach (MethodDefinition called in _virtuals.ToArray())
        {
            Dispatch(called, type, from);
        }

        // What .NET or PowerShell can call: it overrides or implements what is not ours.
        HashSet<string> overridden = [];
        foreach (MethodDefinition method in Line(type).SelectMany(at => at.Methods).Where(method => method.IsVirtual && method.HasBody))
        {
            if (overridden.Add(Shape(method)) && !IsOfOurs(method, type))
            {
                Reach(method, from);
            }
        }
    }

    private void Begin(TypeDefinition type, MethodDefinition? from)
    {
        if (type.Methods.FirstOrDefault(method => method is { IsConstructor: true, IsStatic: true }) is { } first)
        {
            Reach(first, from);
        }
    }

    private void Dispatch(MethodDefinition called, TypeDefinition type, MethodDefinition? from)
    {
        TypeDefinition[] line = [.. Line(type)];
        if (!line.Contains(called.DeclaringType) && !line.SelectMany(at => at.Interfaces).Any(one => _code.Ours(one.InterfaceType) is { } face && (face == called.DeclaringType || Faces(face).Contains(called.DeclaringType))))
        {
            return;
        }

        if (line.SelectMany(at => at.Methods).FirstOrDefault(method => method.HasBody && !method.IsStatic && Implements(method, called)) is { } met)
        {
            Reach(met, from);
        }
    }

    private void Reach(MethodDefinition method, MethodDefinition? from)
    {
        if (_reached.TryAdd(method, from))
        {
            _next.Enqueue(method);
        }
    }

    // The type and those of the module it comes from, the nearest first.
    private IEnumerable<TypeDefinition> Line(TypeDefinition type)
    {
        for (TypeDefinition? at = type; at is not null; at = _code.Ours(at.BaseType))
        {
            yield return at;
        }
    }

    private IEnumerable<TypeDefinition> Faces(TypeDefinition face)
        => face.Interfaces.Select(one => _code.Ours(one.InterfaceType)).OfType<TypeDefinition>().SelectMany(one => Faces(one).Prepend(one));

    private bool IsOfOurs(MethodDefinition method, TypeDefinition type)
        => method.Overrides.Count > 0
            ? method.Overrides.All(one => _code.Ours(one) is not null)
            : Line(type).SelectMany(at => Line(at).Skip(1).Concat(at.Interfaces.Select(one => _code.Ours(one.InterfaceType)).OfType<TypeDefinition>().SelectMany(face => Faces(face).Prepend(face))))
                .Any(above => above.Methods.Any(other => other != method && other.IsVirtual && other.IsNewSlot && Shape(other) == Shape(method)))
                || (method.IsNewSlot && !method.DeclaringType.Interfaces.Any(one => _code.Ours(one.InterfaceType) is null));

    private bool Implements(MethodDefinition method, MethodDefinition called)
        => Shape(method) == Shape(called) || method.Overrides.Any(one => _code.Ours(one) == called);

    private static string Shape(MethodDefinition method) => $"{method.Name}/{method.Parameters.Count}/{method.GenericParameters.Count}";
}
