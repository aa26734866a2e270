namespace HubSpotSalesforce.Simulator.Salesforce.Writing;

/// <summary>One record is refused: a row error in a batch, the answer of a request about that record alone.</summary>
internal sealed class RowRefusal : Exception
{
    /// <summary>Creates the refusal.</summary>
    public RowRefusal(string code, string message, params string[] fields)
        : base(message)
    {
        Code = code;
        Fields = fields;
    }

    /// <summary>The status code of the row.</summary>
    public string Code { get; }

    /// <summary>The fields it is about; often none.</summary>
    public string[] Fields { get; }

    /// <summary>Whether the other rows of its transaction fail with it: what a trigger throws, it throws at all of them.</summary>
    public bool IsOfAll { get; init; }

    /// <summary>The HTTP status when the request is about that record alone.</summary>
    public int Status { get; init; } = 400;
}
