using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class IngestTests
{
    private const string Jobs = $"{Root}/jobs/ingest";

    [Fact]
    public async Task A_job_goes_from_open_to_complete_and_says_what_became_of_each_row()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        await host.UpsertAsync($"\"{Key}\": \"hs-2\"");
        Reply made = await CreateAsync(host, "upsert");
        string path = $"{Jobs}/{made.Json["id"]}";

        int uploaded = await UploadAsync(host, path, $"{Key},Subject,CallType\nhs-1,\"a, \"\"b\"\"\nc\",\nhs-2,new,Inbound\nhs-3,x,Sideways\n");
        Reply closed = await host.PatchAsync(path, """{"state": "UploadComplete"}""");
        string[] states = [State(await host.GetAsync(path)), State(await host.GetAsync(path))];
        Reply done = await host.GetAsync(path);

        Assert.Equal(("Open", 201, "UploadComplete"), (State(made), uploaded, State(closed)));
        Assert.Equal(["InProgress", "JobComplete"], states);
        Assert.Equal((3, 1), ((int)done.Json["numberRecordsProcessed"]!, (int)done.Json["numberRecordsFailed"]!));
        Assert.Equal($"services/data/v67.0/jobs/ingest/{made.Json["id"]}/batches", (string?)made.Json["contentUrl"]);
        Assert.Equal("67.0", made.Json["apiVersion"]!.ToJsonString());

        string[] successes = await ResultAsync(host, $"{path}/successfulResults");
        string[] failures = await ResultAsync(host, $"{path}/failedResults");
        string[] ids = [.. (await host.QueryAsync($"SELECT Id FROM Task ORDER BY {Key}")).Column("Id").Select(id => id!)];
        Assert.Equal($"\"sf__Id\",\"sf__Created\",\"{Key}\",\"Subject\",\"CallType\"", successes[0]);
        Assert.Contains($"\"{ids[0]}\",\"true\",\"hs-1\",\"a, \"\"b\"\"", string.Join("\n", successes), StringComparison.Ordinal);
        Assert.Contains($"\"{ids[1]}\",\"false\",\"hs-2\",\"new\",\"Inbound\"", successes);
        Assert.Equal($"\"sf__Id\",\"sf__Error\",\"{Key}\",\"Subject\",\"CallType\"", failures[0]);
        Assert.StartsWith("\"\",\"INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:", failures[1]);
        Assert.EndsWith(":CallType --\",\"hs-3\",\"x\",\"Sideways\"", failures[1]);
    }

    [Fact]
    public async Task Nothing_is_written_before_the_job_is_closed()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        string path = $"{Jobs}/{(await CreateAsync(host, "upsert")).Json["id"]}";

        await UploadAsync(host, path, $"{Key}\nhs-1\n");

        Assert.Empty(host.Org.Records("Task"));
        Assert.Equal("Open", State(await host.GetAsync(path)));
        Assert.Equal("INVALIDJOBSTATE", (await host.GetAsync($"{path}/successfulResults")).ErrorCode);
    }

    [Fact]
    public async Task An_empty_cell_leaves_a_field_alone_and_NA_clears_it()
    {
        await using SalesforceHost host = await StartAsync();
        string id = await host.CreateAsync("Task", """{"Subject": "a", "Description": "b", "CallDurationInSeconds": 5}""");

        await RunAsync(host, "update", $"Id,Subject,Description,CallDurationInSeconds,IsReminderSet\n{id},,#N/A,7,TRUE\n");

        JsonNode task = await host.ReadAsync("Task", id);
        Assert.Equal(("a", null, 7, true), ((string?)task["Subject"], (string?)task["Description"], (int)task["CallDurationInSeconds"]!, (bool)task["IsReminderSet"]!));
    }

    [Theory]
    [InlineData("hs-1 ,x\n", "JobComplete", 2, "")]    // values are not trimmed
    [InlineData("\"hs-1\" ,x\n", "JobComplete", 1, "INVALID_CSV")]    // nothing beside a quote
    [InlineData("hs-1,x,y\n", "JobComplete", 1, "INVALID_CSV")]
    [InlineData(",x\n", "JobComplete", 1, "MISSING_ARGUMENT")]
    [InlineData("hs-1,\"x\n", "Failed", 0, "a quote is never closed")]
    [InlineData("hs-1,x\r\n", "Failed", 0, "LineEnding is invalid on user data")]
    public async Task A_row_out_of_form_is_an_error_and_a_file_out_of_form_fails_the_job(string row, string state, int written, string trouble)
    {
        await using SalesforceHost host = await StartWithKeyAsync();

        Reply job = await RunAsync(host, "upsert", $"{Key},Subject\nhs-0,first\n{row}");

        string failed = string.Join("\n", await ResultAsync(host, $"{Jobs}/{job.Json["id"]}/failedResults"));
        Assert.Equal((state, written), (State(job), host.Org.Records("Task").Count));
        Assert.Contains(trouble, failed + (string?)job.Json["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_another_delimiter_than_the_job_fails_it()
    {
        await using SalesforceHost host = await StartWithKeyAsync();

        Reply job = await RunAsync(host, "upsert", $"{Key};Subject\nhs-1;a\n");

        Assert.Equal("Failed", State(job));
        Assert.Empty(host.Org.Records("Task"));
    }

    [Fact]
    public async Task A_failed_job_keeps_the_rows_it_wrote_and_hands_back_those_it_did_not_try()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        string rows = string.Concat(Enumerable.Range(0, 250).Select(number => $"hs-{number}\n"));

        Reply job = await RunAsync(host, "upsert", $"{Key}\n{rows}\"never closed");

        Assert.Equal("Failed", State(job));
        Assert.Equal(200, host.Org.Records("Task").Count);
        Assert.Equal(51, (await ResultAsync(host, $"{Jobs}/{job.Json["id"]}/unprocessedrecords")).Length);
    }

    [Fact]
    public async Task Rows_that_share_a_key_are_errors()
    {
        await using SalesforceHost host = await StartWithKeyAsync();

        Reply job = await RunAsync(host, "upsert", $"{Key}\nhs-1\nhs-2\nhs-1\n");

        Assert.Equal((3, 2), ((int)job.Json["numberRecordsProcessed"]!, (int)job.Json["numberRecordsFailed"]!));
        Assert.Equal("JobComplete", State(job));
    }

    [Fact]
    public async Task Results_come_in_another_order_than_the_file()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        string rows = string.Concat(Enumerable.Range(0, 50).Select(number => $"hs-{number:D2}\n"));

        Reply job = await RunAsync(host, "upsert", $"{Key}\n{rows}");

        string[] keys = [.. (await ResultAsync(host, $"{Jobs}/{job.Json["id"]}/successfulResults")).Skip(1).Select(line => line.Split(',')[^1])];
        Assert.NotEqual(keys.Order(StringComparer.Ordinal), keys);
        Assert.Equal(50, keys.Distinct().Count());
    }

    [Fact]
    public async Task A_delete_has_the_column_id_alone()
    {
        await using SalesforceHost host = await StartAsync();
        string id = await host.CreateAsync("Task", "{}");

        Reply wrong = await RunAsync(host, "delete", $"Id,Subject\n{id},x\n");
        Reply right = await RunAsync(host, "delete", $"Id\n{id}\n");

        Assert.Equal(("Failed", "JobComplete"), (State(wrong), State(right)));
        Assert.True((bool)host.Org.Records("Task").Single()["IsDeleted"]!);
    }

    [Fact]
    public async Task A_second_file_and_a_move_out_of_turn_are_refused()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        string path = $"{Jobs}/{(await CreateAsync(host, "upsert")).Json["id"]}";

        Reply early = await host.PatchAsync(path, """{"state": "UploadComplete"}""");
        await UploadAsync(host, path, $"{Key}\nhs-1\n");
        int second = await UploadAsync(host, path, $"{Key}\nhs-2\n");
        Reply aborted = await host.PatchAsync(path, """{"state": "Aborted"}""");
        Reply late = await host.PatchAsync(path, """{"state": "UploadComplete"}""");
        Reply deleted = await host.DeleteAsync(path);

        Assert.Equal(("INVALIDJOBSTATE", 400, "Aborted", "INVALIDJOBSTATE", 204), (early.ErrorCode, second, State(aborted), late.ErrorCode, deleted.Status));
        Assert.Equal(404, (await host.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("""{"object": "Nonsense", "operation": "insert"}""", "INVALIDENTITY")]
    [InlineData("""{"object": "Task", "operation": "explode"}""", "INVALIDJOB")]
    [InlineData("""{"object": "Task", "operation": "upsert"}""", "INVALIDJOB")]
    [InlineData("""{"object": "Task", "operation": "upsert", "externalIdFieldName": "Subject"}""", "INVALIDJOB")]
    [InlineData("""{"object": "Task", "operation": "insert", "columnDelimiter": "SPACE"}""", "INVALIDJOB")]
    public async Task A_job_that_makes_no_sense_is_not_made(string body, string code)
    {
        await using SalesforceHost host = await StartAsync();

        Assert.Equal(code, (await host.PostAsync(Jobs, body)).ErrorCode);
    }

    [Theory]
    [InlineData(7, 200)]
    [InlineData(8, 404)]
    public async Task A_job_is_kept_for_7_days(int days, int status)
    {
        await using SalesforceHost host = await StartAsync();
        string path = $"{Jobs}/{(await CreateAsync(host, "insert")).Json["id"]}";

        host.Clock.Set(StoppedTime.Now.AddDays(days));

        Assert.Equal(status, (await host.GetAsync(path)).Status);
    }

    private static Task<Reply> CreateAsync(SalesforceHost host, string operation)
        => host.PostAsync(Jobs, $$"""
            {"object": "Task", "operation": "{{operation}}", "externalIdFieldName": "{{Key}}", "contentType": "CSV", "lineEnding": "LF", "columnDelimiter": "COMMA"}
            """);

    private static async Task<int> UploadAsync(SalesforceHost host, string path, string csv)
    {
        using StringContent content = new(csv, Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        using HttpResponseMessage response = await host.Client.PutAsync($"{path}/batches", content);
        return (int)response.StatusCode;
    }

    private static async Task<Reply> RunAsync(SalesforceHost host, string operation, string csv)
    {
        string path = $"{Jobs}/{(await CreateAsync(host, operation)).Json["id"]}";
        Assert.Equal(201, await UploadAsync(host, path, csv));
        await host.PatchAsync(path, """{"state": "UploadComplete"}""");
        await host.GetAsync(path);
        return await host.GetAsync(path);
    }

    private static async Task<string[]> ResultAsync(SalesforceHost host, string path)
        => (await host.Client.GetStringAsync(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string State(Reply reply) => (string)reply.Json["state"]!;
}
