using System.Globalization;

namespace HubSpotSalesforce.Simulator.Salesforce.Access;

/// <summary>The access tokens in force, and whose they are. Thread-safe.</summary>
internal sealed class TokenBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string UserId, DateTimeOffset LastUsed)> _users = new(StringComparer.Ordinal);
    private readonly string _lasting;
    private readonly TimeProvider _clock;
    private int _issued;

    /// <summary>Creates a book with one token that only revoking ends.</summary>
    public TokenBook(string lasting, string userId, TimeProvider clock)
    {
        _lasting = lasting;
        _clock = clock;
        _users.Add(lasting, (userId, clock.GetUtcNow()));
    }

    /// <summary>How long a token lives that nobody uses; null, as unless set, for ever.</summary>
    /// <remarks>The session policy of an org decides; that its default is two hours is not confirmed.</remarks>
    public TimeSpan? Lifetime { get; set; }

    /// <summary>Issues a token for a user.</summary>
    public string Issue(string userId)
    {
        lock (_gate)
        {
            string token = string.Create(CultureInfo.InvariantCulture, $"00Dsim000000001!issued-{++_issued:D6}");
            _users.Add(token, (userId, _clock.GetUtcNow()));
            return token;
        }
    }

    /// <summary>The user of a token, which this use prolongs, or null when it is not in force.</summary>
    public string? UserOf(string token)
    {
        lock (_gate)
        {
            if (!_users.TryGetValue(token, out (string UserId, DateTimeOffset LastUsed) known))
            {
                return null;
            }

            DateTimeOffset now = _clock.GetUtcNow();
            if (token != _lasting && now - known.LastUsed > Lifetime)
            {
                _users.Remove(token);
                return null;
            }

            _users[token] = (known.UserId, now);
            return known.UserId;
        }
    }

    /// <summary>Ends a token; false when it was not in force.</summary>
    public bool Revoke(string token)
    {
        lock (_gate)
        {
            return _users.Remove(token);
        }
    }

    /// <summary>Ends all issued tokens, as time would.</summary>
    public void Expire()
    {
        lock (_gate)
        {
            foreach (string token in _users.Keys.Where(token => token != _lasting).ToArray())
            {
                _users.Remove(token);
            }
        }
    }
}
