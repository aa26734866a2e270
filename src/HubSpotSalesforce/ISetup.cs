namespace HubSpotSalesforce;

/// <summary>Finds out what one side lacks, and creates it step by step.</summary>
internal interface ISetup
{
    /// <summary>Returns what is there and what lacks, in the order in which it has to be done; changes nothing.</summary>
    Task<IReadOnlyList<SetupStep>> PlanAsync(CancellationToken cancel);

    /// <summary>Carries out one step of the plan.</summary>
    /// <returns>The step, <c>done</c>; or <c>refused</c> with the reason when these credentials may not: its action then says what an administrator has to do.</returns>
    Task<SetupStep> ApplyAsync(SetupStep step, CancellationToken cancel);
}
