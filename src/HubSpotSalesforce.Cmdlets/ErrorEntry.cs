using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>One row of the catalogue of errors.</summary>
/// <param name="Id">The ErrorId, which never changes: the name of the kind of fault.</param>
/// <param name="Category">PowerShell's category of it.</param>
/// <param name="Answer">What the product does about it: <c>again</c>, <c>skip</c> or <c>stop</c>.</param>
/// <param name="Target">What the error's target is.</param>
/// <param name="Action">What to do, where the message of the case says nothing closer.</param>
public sealed record ErrorEntry(string Id, ErrorCategory Category, string Answer, string Target, string Action);
