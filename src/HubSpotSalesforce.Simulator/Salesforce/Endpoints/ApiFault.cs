namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>Ends a request with an error in the shape of REST resources: an array of message and error code.</summary>
internal sealed class ApiFault : Exception
{
    /// <summary>Creates the error.</summary>
    public ApiFault(int status, string code, string message, params string[] fields)
        : base(message)
    {
        Status = status;
        Code = code;
        Fields = fields;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The error code.</summary>
    public string Code { get; }

    /// <summary>The fields it is about; often none.</summary>
    public string[] Fields { get; }

    /// <summary>What an address that leads nowhere answers.</summary>
    public static ApiFault NotFound() => new(404, "NOT_FOUND", "The requested resource does not exist");
}
