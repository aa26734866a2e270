using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Reading forms and their submissions.</summary>
/// <remarks>
/// HubSpot developer docs, Forms and Get submissions for a form, read 2026-11-21. That the list holds only forms of type
/// <c>hubspot</c> unless others are asked for is not settled; the page sizes of the list are not documented.
/// </remarks>
internal sealed class FormReads(HubSpotPortal portal)
{
    private const string Scope = "forms";

    private static readonly string[] FormTypes = ["hubspot", "captured", "flow", "blog_comment", "all"];

    /// <summary>Adds the endpoints.</summary>
    public void Register(HubSpotEndpoints endpoints)
    {
        string[] paths = ["/marketing/v3/forms", "/marketing/forms/2026-09-beta"];
        endpoints.Add("GET", paths, "", List);
        endpoints.Add("GET", paths, "/{id}", Read);
        endpoints.Add("GET", "/form-integrations/v1/submissions/forms/{id}", ListSubmissions);
    }

    private HubSpotAnswer List(HubSpotCall call)
    {
        call.Require(Scope);
        int limit = call.Limit(20, 100);
        bool archived = call.Flag("archived");
        string[] types = call.List("formTypes") is { Length: > 0 } named ? named : ["hubspot"];
        if (types.FirstOrDefault(type => !FormTypes.Contains(type)) is { } unknown)
        {
            throw HubSpotRefusal.Invalid($"There is no form type \"{unknown}\"");
        }

        bool isAnyType = types.Contains("all");
        JsonObject[] forms =
            [.. portal.Forms.Rows.Where(form => IsArchived(form) == archived && (isAnyType || types.Contains(form["formType"]?.ToString())))];
        return Paging.Page(call, forms, limit, form => form.DeepClone());
    }

    private HubSpotAnswer Read(HubSpotCall call)
    {
        call.Require(Scope);
        bool archived = call.Flag("archived");
        JsonObject? form = portal.Forms.Rows.FirstOrDefault(row => row["id"]?.ToString() == call.Path("id") && IsArchived(row) == archived);
        return HubSpotAnswer.Ok((form ?? throw HubSpotRefusal.NotFound()).DeepClone());
    }

    private HubSpotAnswer ListSubmissions(HubSpotCall call)
    {
        call.Require(Scope);
        string formId = call.Path("id");
        int limit = call.Limit(20, 50);
        if (!portal.Forms.Rows.Any(form => form["id"]?.ToString() == formId))
        {
            throw HubSpotRefusal.NotFound($"No form found with guid {formId}");
        }

        int position = call.Text("after") is { Length: > 0 } after ? PositionAfter(Cursor.Read(formId, after)) : 0;
        FormSubmission[] page = [.. portal.Submissions.NewestFirst.Skip(position).Where(row => row.FormId == formId).Take(limit + 1)];
        JsonObject answer = new() { ["results"] = new JsonArray([.. page.Take(limit).Select(Show)]) };
        if (page.Length > limit)
        {
            string next = Cursor.Write(formId, $"{page[limit - 1].At}/{page[limit - 1].Key}");
            answer["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = next, ["link"] = $"?after={next}&limit={limit}" } };
        }

        return HubSpotAnswer.Ok(answer);
    }

    private static bool IsArchived(JsonObject form) => form["archived"]?.GetValue<bool>() ?? false;

    private static JsonObject Show(ITimedRow submission)
    {
        JsonObject shown = submission.ToJson();
        shown.Remove("formId");
        return shown;
    }

    private int PositionAfter(string place)
    {
        string[] parts = place.Split('/', 2);
        return portal.Submissions.PositionAfter(long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
    }
}
