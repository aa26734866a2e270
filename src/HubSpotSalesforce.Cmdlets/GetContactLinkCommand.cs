using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Get-ContactLink: tells which lead or contact in Salesforce a HubSpot contact is, and since when.</summary>
[Cmdlet(VerbsCommon.Get, "ContactLink")]
[OutputType(typeof(ContactLink))]
public sealed class GetContactLinkCommand : ConnectedCmdlet
{
    private const int PageSize = 1_000;    // few calls, and an answer that stays small

    private readonly List<string> _page = [];
    private LinkLookup? _lookup;

    /// <summary>The ids or addresses of HubSpot contacts; activities, lines of a plan and contact links that are piped in name theirs.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ObjectId", "ContactId", "ContactIds", "Email")]
    [NamedBy(nameof(Contact), "ObjectId", "ContactId", "ContactIds", "Email", Advice = "Give ids or addresses of HubSpot contacts, such as 101 or ada@customer.com, or objects with one of the properties Contact, ObjectId, ContactId, ContactIds and Email.")]
    [ValidateNotNullOrEmpty]
    public string[] Contact { get; set; } = [];

    /// <inheritdoc/>
    protected override void Take()
    {
        _page.AddRange(Contact);
        if (_page.Count >= PageSize)
        {
            Find();
        }
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
        if (_page.Count > 0)
        {
            Find();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lookup?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }

    private void Find()
    {
        string settings = SettingFile;
        RunHost host = NewHost();
        Run(async cancel =>
        {
            LinkLookup lookup = _lookup ??= await LinkLookup.OpenAsync(settings, host, cancel);
            foreach (string[] some in _page.Chunk(PageSize))
            {
                ContactLink?[] found = await lookup.FindAsync(some, cancel);
                foreach ((string contact, ContactLink? link) in some.Zip(found))
                {
                    Post(() => Show(contact, link));
                }
            }
        });
        _page.Clear();
    }

    private void Show(string contact, ContactLink? link)
    {
        if (link is not null)
        {
            WriteObject(link);
        }
        else
        {
            WriteError(Record(new SyncException(FaultKind.NotFound, contact, $"HubSpot shows no contact '{Shown.Of(contact, 60)}'. Give its id or one of its addresses.")));
        }
    }
}
