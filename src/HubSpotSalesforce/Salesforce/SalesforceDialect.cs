using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Salesforce's tokens, limits and errors.</summary>
internal sealed partial class SalesforceDialect : ApiDialect
{
    private readonly Func<CancellationToken, Task<string>> _token;
    private readonly Func<string, CancellationToken, Task<bool>> _renew;
    private readonly Action _accepted;

    /// <summary>Creates a dialect.</summary>
    /// <param name="token">Gives the session's token.</param>
    /// <param name="renew">Replaces a token that was refused; false when the refused one was fresh.</param>
    /// <param name="accepted">Told whenever the org took the session's token.</param>
    public SalesforceDialect(Func<CancellationToken, Task<string>> token, Func<string, CancellationToken, Task<bool>> renew, Action accepted)
    {
        _token = token;
        _renew = renew;
        _accepted = accepted;
    }

    public override string Side => "salesforce";

    public override IReadOnlyCollection<string> Secrets => OwnSecrets;

    /// <summary>The secrets of the credentials.</summary>
    public string[] OwnSecrets { get; init; } = [];

    public override Task<string> TokenAsync(CancellationToken cancel) => _token(cancel);

    public override Task<bool> RenewTokenAsync(string refused, ApiAnswer answer, CancellationToken cancel)
    {
        // Two refusals come back for ever, however fresh the token.
        string said = Text(answer.Body, "[0].message") ?? "";
        bool isHopeless = said.Contains("not attached to Agent", StringComparison.OrdinalIgnoreCase)
            || said.Contains("not valid for use with the REST API", StringComparison.OrdinalIgnoreCase);
        return isHopeless ? Task.FromResult(false) : _renew(refused, cancel);
    }

    // Core REST has no short-term limit for short calls, only the day's allocation (Limits-API, read 2026-11-21).
    public override Task WaitForTurnAsync(ApiRequest request, CancellationToken cancel) => Task.CompletedTask;

    public override void Learn(ApiRequest request, ApiAnswer answer, CallMeter meter)
    {
        if (request.IsAuthorized && (int)answer.Status is >= 200 and < 300)
        {
            _accepted();
        }

        Match usage = Usage().Match(answer.Headers("Sforce-Limit-Info") ?? "");
        if (usage.Success
            && int.TryParse(usage.Groups["used"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int used)
            && int.TryParse(usage.Groups["max"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int max))
        {
            meter.Learn(max, max - used);
        }
    }

    public override SyncException Fault(ApiRequest request, ApiAnswer answer)
    {
        // OAuth answers {"error","error_description"}, all else an array of {"message","errorCode"}.
        if (Text(answer.Body as JObject, "error") is { } refusal)
        {
            return new SyncException(
                FaultKind.Unauthorized,
                Side,
                $"Salesforce refused the credentials: {Brief(refusal)}, {Brief(Text(answer.Body, "error_description"))}. "
                + "Check salesforce.loginUrl (the org's My Domain), clientId and secret or key, and that the app has a run-as user.")
            { ApiCode = refusal };
        }

        string code = Text(answer.Body as JArray, "[0].errorCode") ?? ((int)answer.Status).ToString(CultureInfo.InvariantCulture);
        string said = Brief(Text(answer.Body as JArray, "[0].message"));
        return answer.Status == HttpStatusCode.Unauthorized
            ? new SyncException(FaultKind.Unauthorized, Side, $"Salesforce refused the session ({code}: {said}). Check the run-as user and the app's policies.") { ApiCode = code }
            : SalesforceFault.Of(code, said, request.ToString(), (int)answer.Status);
    }

    [GeneratedRegex(@"(?<![a-z-])api-usage=(?<used>\d+)/(?<max>\d+)")]
    private static partial Regex Usage();
}
