using Mono.Cecil;
using Mono.Cecil.Cil;

namespace HubSpotSalesforce.Tests.Cmdlets;

/// <summary>The static types that a method hands to the calls it makes: a walk over its instructions that keeps types in the place of values.</summary>
internal sealed class StackTypes
{
    private readonly MethodDefinition _method;
    private readonly Dictionary<Instruction, TypeReference[][]> _arriving = [];

    private StackTypes(MethodDefinition method) => _method = method;

    /// <summary>Returns each call with the types of its arguments, without the object it is made on; several for an argument where ways meet, none where it cannot be told.</summary>
    public static IEnumerable<(Instruction Call, TypeReference[][] Arguments)> CallsOf(MethodDefinition method) => new StackTypes(method).Calls();

    private IEnumerable<(Instruction Call, TypeReference[][] Arguments)> Calls()
    {
        foreach (ExceptionHandler handler in _method.Body.ExceptionHandlers)
        {
            TypeReference[][] caught = handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter ? [handler.CatchType is null ? [] : [handler.CatchType]] : [];
            _arriving[handler.HandlerStart] = caught;
            if (handler.FilterStart is not null)
            {
                _arriving[handler.FilterStart] = caught;
            }
        }

        Stack<TypeReference[]> stack = [];
        foreach (Instruction at in _method.Body.Instructions)
        {
            if (_arriving.TryGetValue(at, out TypeReference[][]? arriving))
            {
                stack = Met(stack, arriving);
            }

            if (at.Operand is MethodReference called && at.OpCode.FlowControl == FlowControl.Call)
            {
                yield return (at, [.. stack.Take(called.Parameters.Count).Reverse()]);
            }

            Step(stack, at);
            foreach (Instruction target in at.Operand switch { Instruction one => [one], Instruction[] several => several, _ => Array.Empty<Instruction>() })
            {
                Arrive(target, stack);
            }

            if (at.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
            {
                stack = [];
            }
        }
    }

    private void Arrive(Instruction target, Stack<TypeReference[]> stack)
    {
        TypeReference[][] now = [.. stack.Reverse()];
        _arriving[target] = _arriving.TryGetValue(target, out TypeReference[][]? before) && before.Length == now.Length ? Joined(before, now) : now;
    }

    // What falls through and what jumped here; after a jump nothing falls through.
    private static Stack<TypeReference[]> Met(Stack<TypeReference[]> falling, TypeReference[][] arriving)
        => new(falling.Count == arriving.Length ? Joined([.. falling.Reverse()], arriving) : arriving);

    private static TypeReference[][] Joined(TypeReference[][] one, TypeReference[][] other)
        => [.. one.Zip(other, (left, right) => left.Concat(right).DistinctBy(type => type.FullName).ToArray())];

    private void Step(Stack<TypeReference[]> stack, Instruction at)
    {
        TypeReference[] top = stack.Count > 0 ? stack.Peek() : [];
        for (int taken = Taken(stack, at); taken > 0 && stack.Count > 0; taken--)
        {
            stack.Pop();
        }

        if (at.OpCode.Code == Code.Dup)
        {
            stack.Push(top);
            stack.Push(top);
            return;
        }

        if (Gives(at))
        {
            stack.Push(TypeOf(at, top) is { } type ? [type] : []);
        }
    }

    private int Taken(Stack<TypeReference[]> stack, Instruction at) => at.OpCode.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8 or StackBehaviour.Popi_popr4
            or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        StackBehaviour.PopAll => stack.Count,
        StackBehaviour.Varpop when at.Operand is MethodReference called => called.Parameters.Count + (called.HasThis && at.OpCode.Code != Code.Newobj ? 1 : 0),
        StackBehaviour.Varpop => IsVoid(_method.ReturnType) ? 0 : 1,
        _ => 3,
    };

    private static bool Gives(Instruction at) => at.OpCode.StackBehaviourPush switch
    {
        StackBehaviour.Push0 => false,
        StackBehaviour.Varpush => at.Operand is MethodReference called && !IsVoid(called.ReturnType),
        _ => true,
    };

    // That of an init accessor has a modifier.
    private static bool IsVoid(TypeReference type) => type is RequiredModifierType modified ? IsVoid(modified.ElementType) : type.FullName == "System.Void";

    private TypeReference? TypeOf(Instruction at, TypeReference[] top) => at.OpCode.Code switch
    {
        Code.Newobj => ((MethodReference)at.Operand).DeclaringType,
        Code.Call or Code.Callvirt => Filled(((MethodReference)at.Operand).ReturnType, (MethodReference)at.Operand),
        Code.Ldfld or Code.Ldsfld => Filled(((FieldReference)at.Operand).FieldType, (FieldReference)at.Operand),
        Code.Ldloc or Code.Ldloc_S => ((VariableDefinition)at.Operand).VariableType,
        Code.Ldloc_0 or Code.Ldloc_1 or Code.Ldloc_2 or Code.Ldloc_3 => _method.Body.Variables[at.OpCode.Code - Code.Ldloc_0].VariableType,
        Code.Ldarg or Code.Ldarg_S => ((ParameterDefinition)at.Operand).ParameterType,
        Code.Ldarg_0 or Code.Ldarg_1 or Code.Ldarg_2 or Code.Ldarg_3 => Argument(at.OpCode.Code - Code.Ldarg_0),
        Code.Box or Code.Castclass or Code.Isinst or Code.Unbox_Any or Code.Ldobj or Code.Ldelem_Any => (TypeReference)at.Operand,
        Code.Newarr => new ArrayType((TypeReference)at.Operand),
        Code.Ldelem_Ref => top is [ArrayType array] ? array.ElementType : null,
        Code.Ldstr => _method.Module.TypeSystem.String,
        _ => null,
    };

    private TypeReference Argument(int number)
        => !_method.HasThis ? _method.Parameters[number].ParameterType : number == 0 ? _method.DeclaringType : _method.Parameters[number - 1].ParameterType;

    // Puts in what a generic type or method was given.
    private static TypeReference Filled(TypeReference type, MemberReference member) => type switch
    {
        GenericParameter { Type: GenericParameterType.Type } hole when member.DeclaringType is GenericInstanceType owner => owner.GenericArguments[hole.Position],
        GenericParameter { Type: GenericParameterType.Method } hole when member is GenericInstanceMethod method => method.GenericArguments[hole.Position],
        ArrayType array => new ArrayType(Filled(array.ElementType, member), array.Rank),
        GenericInstanceType generic => Instance(generic, member),
        _ => type,
    };

    private static GenericInstanceType Instance(GenericInstanceType generic, MemberReference member)
    {
        GenericInstanceType filled = new(generic.ElementType);
        foreach (TypeReference argument in generic.GenericArguments)
        {
            filled.GenericArguments.Add(Filled(argument, member));
        }

        return filled;
    }
}
