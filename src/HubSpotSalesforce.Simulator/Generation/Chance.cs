namespace HubSpotSalesforce.Simulator.Generation;

/// <summary>Everything random in a generated portal, from one seed: the same seed draws the same in the same order.</summary>
internal sealed class Chance(int seed)
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private readonly Random _random = new(seed);

    /// <summary>A number from 0 to below a limit.</summary>
    public int Below(int limit) => _random.Next(limit);

    /// <summary>A number between two, both included.</summary>
    public int Between(int low, int high) => _random.Next(low, high + 1);

    /// <summary>A span of time up to the given one.</summary>
    public TimeSpan Within(TimeSpan span) => TimeSpan.FromMilliseconds(Math.Floor(_random.NextDouble() * span.TotalMilliseconds));

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => _random.Next(times) == 0;

    /// <summary>One of some things.</summary>
    public T Of<T>(params IReadOnlyList<T> things) => things[_random.Next(things.Count)];

    /// <summary>A random UUID.</summary>
    public string Uuid()
    {
        byte[] bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>The 18-character id of the Salesforce record with this prefix and number.</summary>
    public static string SalesforceId(string prefix, int number)
    {
        char[] id = $"{prefix}Gn0000000000".ToCharArray();
        for (int place = id.Length - 1; number > 0; place--)
        {
            id[place] = Base62[number % Base62.Length];
            number /= Base62.Length;
        }

        // The last three characters tell, for each block of five, which letters are upper case.
        return new string(id) + string.Concat(id.Chunk(5).Select(block => Base62AsChecksum(block)));
    }

    private static char Base62AsChecksum(char[] block)
        => "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[block.Index().Sum(pair => char.IsAsciiLetterUpper(pair.Item) ? 1 << pair.Index : 0)];
}
