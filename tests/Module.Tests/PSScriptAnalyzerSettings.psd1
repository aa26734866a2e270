@{
    ExcludeRules = @(
        # Pester runs BeforeAll and It in one scope, which the analyzer does not see.
        'PSUseDeclaredVarsMoreThanAssignments'
    )
}
