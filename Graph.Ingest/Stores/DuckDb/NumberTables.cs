using Graph.Ingest.Stores.Readings;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>The store's tables of numbers: names, chains and terms.</summary>
internal static class NumberTables
{
    /// <summary>The table of a kind of names.</summary>
    public static string Of(NameKind kind) => kind switch
    {
        NameKind.Party => "party_names",
        NameKind.Host => "host_names",
        NameKind.Word => "word_names",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of names."),
    };

    /// <summary>One more than the largest number of a table.</summary>
    public static int Count(DuckDbLink link, string table) => 1 + (int)link.Number($"SELECT coalesce(max(id), 0)::BIGINT FROM {table}");

    /// <summary>The chains by number; 0 = none.</summary>
    public static (int Network, int Reseller, int Account)[] Chains(DuckDbLink link)
    {
        var chains = new (int, int, int)[Count(link, "chains")];
        using var rows = link.Stream("SELECT id, network, coalesce(reseller, 0), coalesce(account, 0) FROM chains");
        while (rows.Next())
        {
            var ids = rows.Column<int>(0);
            var networks = rows.Column<int>(1);
            var resellers = rows.Column<int>(2);
            var accounts = rows.Column<int>(3);
            for (var i = 0; i < ids.Length; i++)
            {
                chains[ids[i]] = (networks[i], resellers[i], accounts[i]);
            }
        }

        return chains;
    }

    /// <summary>The terms by number; 0 = none.</summary>
    public static (int Relation, int Currency, int Format, int Geo)[] Terms(DuckDbLink link)
    {
        var terms = new (int, int, int, int)[Count(link, "terms")];
        using var rows = link.Stream("SELECT id, relation, currency, format, geo FROM terms");
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                terms[rows.Column<int>(0)[i]] = (rows.Int(1, i) ?? 0, rows.Int(2, i) ?? 0, rows.Int(3, i) ?? 0, rows.Int(4, i) ?? 0);
            }
        }

        return terms;
    }

    /// <summary>The registrable domains by number of the host.</summary>
    public static int[] RegistrableHosts(DuckDbLink link)
    {
        var domains = new int[Count(link, "host_names")];
        using var rows = link.Stream("SELECT id, registrable FROM host_names");
        while (rows.Next())
        {
            var hosts = rows.Column<int>(0);
            var registrable = rows.Column<int>(1);
            for (var i = 0; i < rows.Count; i++)
            {
                domains[hosts[i]] = registrable[i];
            }
        }

        return domains;
    }

    /// <summary>Makes or refills a temporary table of ids.</summary>
    public static void Fill(DuckDbLink link, string table, IEnumerable<int> ids)
    {
        // One text of numbers: fast to parse, and unlike an appender it also works where the store is open read-only.
        var text = string.Join(',', ids);
        link.Execute($"CREATE OR REPLACE TEMP TABLE {table} (id INTEGER)");
        if (text.Length > 0)
        {
            link.Execute($"INSERT INTO {table} SELECT unnest(string_split('{text}', ','))::INTEGER");
        }
    }

    /// <summary>The numbers in the first column of a query.</summary>
    public static List<int> Numbers(DuckDbLink link, string sql, CancellationToken cancellation)
    {
        var numbers = new List<int>();
        using var rows = link.Stream(sql, cancellation);
        while (rows.Next())
        {
            numbers.AddRange(rows.Column<int>(0));
        }

        return numbers;
    }
}
