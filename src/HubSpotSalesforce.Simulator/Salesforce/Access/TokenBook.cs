using System.Globalization;

namespace HubSpotSalesforce.Simulator.Salesforce.Access;

/// <summary>The access tokens in force, and whose they are. Thread-safe.</summary>
internal sealed class TokenBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _users = new(StringComparer.Ordinal);
    private readonly string _lasting;
    private int _issued;

    /// <summary>Creates a book with one token that only revoking ends.</summary>
    public TokenBook(string lasting, string userId)
    {
        _lasting = lasting;
        _users.Add(lasting, userId);
    }

    /// <summary>Issues a token for a user.</summary>
    public string Issue(string userId)
    {
        lock (_gate)
        {
            string token = string.Create(CultureInfo.InvariantCulture, $"00Dsim000000001!issued-{++_issued:D6}");
            _users.Add(token, userId);
            return token;
        }
    }

    /// <summary>The user of a token, or null when it is not in force.</summary>
    public string? UserOf(string token)
    {
        lock (_gate)
        {
            return _users.GetValueOrDefault(token);
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
