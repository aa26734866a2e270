using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>What a run stands on: checked settings, the clients they lead to, and the store. Both ways may stand on one; either side is asked once.</summary>
internal sealed class RunFooting : IAsyncDisposable
{
    private HubSpotAccount? _account;
    private TaskDescribe? _describe;
    private IReadOnlyDictionary<string, HubSpotOwner>? _owners;
    private IReadOnlyList<SalesforceUser>? _users;
    private readonly Queue<string> _notes = new();
    private readonly HashSet<string> _said = [];
    private bool _isTaken;

    private RunFooting(RunRequest request, RunHost host, SyncSession session, RunBooks books)
    {
        Request = request;
        Host = host;
        Session = session;
        Books = books;
        Conflicts = new WaitingConflicts(books, session.Setting.Salesforce.LoginUrl);
    }

    public RunRequest Request { get; }

    public RunHost Host { get; }

    public SyncSession Session { get; }

    public RunBooks Books { get; }

    /// <summary>The conflicts that wait for a person.</summary>
    public WaitingConflicts Conflicts { get; }

    /// <summary>Opens settings, clients and store, and hands them over; what then fails closes them again.</summary>
    /// <param name="request">What is asked for; a plan opens the store to be read.</param>
    /// <param name="host">Brings secrets, time and connections.</param>
    /// <param name="open">Opens what stands on it, and ends it.</param>
    /// <param name="cancel">Ends the opening.</param>
    /// <exception cref="SyncException">Any kind that stops a run.</exception>
    public static async Task<T> OpenAsync<T>(RunRequest request, RunHost host, Func<RunFooting, Task<T>> open, CancellationToken cancel)
    {
        SyncSession session = await SyncSession.OpenAsync(request.SettingPath, host, cancel);
        RunBooks? books = null;
        try
        {
            books = await RunBooks.OpenAsync(session.Setting.Store.Path, request, host, cancel);
            return await open(new RunFooting(request, host, session, books));
        }
        catch
        {
            if (books is not null)
            {
                await books.DisposeAsync();
            }

            session.Dispose();
            throw;
        }
    }

    /// <summary>Returns the account, whose token must have these scopes.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.ScopeMissing"/>.</exception>
    public async Task<HubSpotAccount> AccountAsync(string[] scopes, CancellationToken cancel)
    {
        _account ??= await Session.HubSpot.AccountAsync(cancel);
        ScopeCheck.Require(_account, scopes);
        return _account;
    }

    /// <summary>Returns what the org's tasks have.</summary>
    public async Task<TaskDescribe> DescribeAsync(CancellationToken cancel)
    {
        await Session.Salesforce.SignInAsync(cancel);
        return _describe ??= await TaskDescribe.ReadAsync(Session.Salesforce, cancel);
    }

    /// <summary>Binds the store to account and org, and lets nobody write who lost the store.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.StoreMismatch"/>.</exception>
    public async Task BindAsync(HubSpotAccount account, CancellationToken cancel)
    {
        string orgId = await Session.Salesforce.SignInAsync(cancel);
        await Books.BindAsync(new StoreBinding(account.PortalId, orgId), cancel);
        Session.HubSpot.WriteGate = Session.Salesforce.WriteGate = Books.HoldAsync;
    }

    /// <summary>Binds the store for a run that may write, and looks first whether HubSpot's own integration is at work.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.StoreMismatch"/>, <see cref="FaultKind.NativeConnectorFound"/>.</exception>
    public async Task TakeAsync(HubSpotAccount account, CancellationToken cancel)
    {
        if (!_isTaken)
        {
            await BindAsync(account, cancel);
            if (await ConnectorCheck.RunAsync(Session.Setting, Session.HubSpot, Books, Host.Clock.GetUtcNow(), cancel) is { } stops)
            {
                Note($"A run would stop here. {stops}");
            }

            _isTaken = true;
        }
    }

    /// <summary>Returns HubSpot's owners by id.</summary>
    public async Task<IReadOnlyDictionary<string, HubSpotOwner>> OwnersAsync(CancellationToken cancel)
        => _owners ??= await new OwnerReader(Session.HubSpot).AllAsync(cancel);

    /// <summary>Returns who is who on both sides.</summary>
    public async Task<OwnerDirectory> DirectoryAsync(bool isChain, CancellationToken cancel) => new(
        (await OwnersAsync(cancel)).Values,
        _users ??= await new UserReader(Session.Salesforce).AllAsync(cancel),
        Session.Setting.Owners.Map,
        Session.Salesforce.UserId,
        isChain);

    /// <summary>Looks at the conflicts that wait, at the end of a run; a plan tells them line by line, and where no family is on none matters.</summary>
    public Task LookForConflictsAsync(CancellationToken cancel)
        => Books.Lease is not null && RecordSetup.On(Session.Setting).Length > 0 ? Conflicts.LookAsync(cancel) : Task.CompletedTask;

    /// <summary>Keeps what a person should know until somebody listens.</summary>
    public void Note(string said) => _notes.Enqueue(said);

    /// <summary>Keeps it, unless the other way has said it already.</summary>
    public void NoteOnce(string said)
    {
        if (_said.Add(said))
        {
            Note(said);
        }
    }

    /// <summary>Hands over what was kept, once.</summary>
    public IEnumerable<string> TakeNotes()
    {
        while (_notes.TryDequeue(out string? said))
        {
            yield return said;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Books.DisposeAsync();
        Session.Dispose();
    }
}
