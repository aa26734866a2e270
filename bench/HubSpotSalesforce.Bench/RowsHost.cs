using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace HubSpotSalesforce.Bench;

/// <summary>An org that has tasks and nothing else: it makes pages up as they are asked for, faster than one that keeps them.</summary>
internal sealed class RowsHost : IAsyncDisposable
{
    private const int PageSize = 2_000;
    private const int People = 100_000;
    private const int Campaigns = 400;
    private const int Days = 365;

    private static readonly DateOnly Last = new(2026, 11, 21);
    private static readonly string[] Kinds = ["marketingEmailSent", "marketingEmailSent", "marketingEmailOpened", "marketingEmailClicked", "salesEmailSent", "callMade", "formSubmission", "noteCreated"];
    private static readonly string[] Subjects = ["Sent: Campaign {0}", "Sent: Campaign {0}", "Opened: Campaign {0}", "Clicked: Campaign {0}", "Email: Your quote {0}", "Call: follow-up", "Submitted: Form {0}", "Note: what was said"];

    private readonly WebApplication _app;
    private readonly int _tasks;

    private RowsHost(WebApplication app, int tasks)
    {
        _app = app;
        _tasks = tasks;
    }

    /// <summary>Where it answers.</summary>
    public Uri Url => new(_app.Urls.First());

    /// <summary>Starts one with so many tasks.</summary>
    public static async Task<RowsHost> StartAsync(int tasks)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        RowsHost host = new(builder.Build(), tasks);
        host._app.MapPost("/services/oauth2/token", context => Answer(
            context, $$"""{"access_token":"00Dxx0000001gPF!bench-access-token","instance_url":"{{context.Request.Scheme}}://{{context.Request.Host}}","id":"https://login.salesforce.com/id/00Dxx0000001gPFEAY/005xx000001SwiUAAS"}"""));
        host._app.MapGet("/services/data/{version}/query", context => Answer(context, """{"totalSize":0,"done":true,"records":[]}"""));
        host._app.MapGet("/services/data/{version}/queryAll", context => Answer(context, context.Request.Query["q"].ToString().Contains(" FROM Task ", StringComparison.Ordinal) ? host.Page(0) : """{"totalSize":0,"done":true,"records":[]}"""));
        host._app.MapGet("/services/data/{version}/query/{page:int}", context => Answer(context, host.Page(int.Parse(context.Request.RouteValues["page"]!.ToString()!, CultureInfo.InvariantCulture))));
        await host._app.StartAsync();
        return host;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Task Answer(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    private string Page(int number)
    {
        int first = number * PageSize;
        int count = Math.Min(PageSize, _tasks - first);
        bool isDone = first + count >= _tasks;
        StringBuilder page = new(count * 900);
        page.Append(CultureInfo.InvariantCulture, $"{{\"totalSize\":{_tasks},\"done\":{(isDone ? "true" : "false")},");
        if (!isDone)
        {
            page.Append(CultureInfo.InvariantCulture, $"\"nextRecordsUrl\":\"/services/data/v67.0/query/{number + 1}\",");
        }

        page.Append("\"records\":[");
        for (int row = first; row < first + count; row++)
        {
            Append(page.Append(row == first ? "" : ","), row);
        }

        return page.Append("]}").ToString();
    }

    // Scattered by two primes, so that neighbours have little in common.
    private void Append(StringBuilder page, int row)
    {
        int person = (int)(row * 7919L % People);
        int kind = (int)(row * 104729L % Kinds.Length);
        int owner = row % 40;
        DateOnly day = Last.AddDays(-(int)((long)row * Days / _tasks));
        string subject = string.Format(CultureInfo.InvariantCulture, Subjects[kind], row * 31L % Campaigns);
        string id = row.ToString("D12", CultureInfo.InvariantCulture);
        page.Append(CultureInfo.InvariantCulture, $$"""
            {"attributes":{"type":"Task","url":"/services/data/v67.0/sobjects/Task/00T{{id}}EAA"},"Id":"00T{{id}}EAA","Subject":"{{subject}}","ActivityDate":"{{day:yyyy-MM-dd}}","Status":"Completed","IsClosed":true,"Type":null,"WhoId":"003{{person:D12}}AAA","Who":{"attributes":{"type":"Name","url":"/services/data/v67.0/sobjects/Contact/003{{person:D12}}AAA"},"Name":"Person {{person}}","Email":"person{{person}}@customer.example.com"},"AccountId":"001{{person / 20:D12}}AAA","Account":{"attributes":{"type":"Account","url":"/services/data/v67.0/sobjects/Account/001{{person / 20:D12}}AAA"},"Name":"Company {{person / 20}}"},"OwnerId":"005{{owner:D12}}AAA","Owner":{"attributes":{"type":"Name","url":"/services/data/v67.0/sobjects/User/005{{owner:D12}}AAA"},"Name":"Owner {{owner}}"},"CreatedDate":"{{day:yyyy-MM-dd}}T10:00:00.000+0000","IsArchived":false,"HubSpot_Activity_Id__c":"hs-bench-{{row}}","HubSpot_Activity_Kind__c":"{{Kinds[kind]}}","HubSpot_Occurred_At__c":"{{day:yyyy-MM-dd}}T09:30:00.000+0000"}
            """);
    }
}
