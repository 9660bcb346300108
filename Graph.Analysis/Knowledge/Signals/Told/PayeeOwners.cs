namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>Which accounts belong together: by a registered legal id, or because they pass their money on to the same few-owner payee.</summary>
internal sealed class PayeeOwners
{
    /// <summary>A payee that more accounts than this pay is a service of many owners, and joins nobody.</summary>
    private const int MostSharing = 4;

    private readonly int[] parent;

    /// <summary>Joins the parties of a view.</summary>
    public PayeeOwners(KnowledgeView view)
    {
        var parties = view.Flow.Graph.Parties;
        parent = [.. Enumerable.Range(0, parties.Count)];
        var byLegalId = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var party = 0; party < parties.Count; party++)
        {
            if (parties[party].Registered?.LegalId is { Length: > 0 } id)
            {
                Join(party, byLegalId.TryGetValue(id, out var first) ? first : byLegalId[id] = party);
            }
        }

        JoinBySharedPayee(view);
    }

    /// <summary>The owner group of a party: the least index in it.</summary>
    public int Of(int party)
    {
        while (parent[party] != party)
        {
            party = parent[party] = parent[parent[party]];
        }

        return party;
    }

    /// <summary>Accounts that pay one payee that no placement names: the records call it hidden behind them.</summary>
    private void JoinBySharedPayee(KnowledgeView view)
    {
        var named = new bool[parent.Length];
        var accounts = new bool[parent.Length];
        foreach (ref readonly var row in view.Records.Placements.AsSpan())
        {
            named[row.Network] = true;
            named[row.Reseller >= 0 ? row.Reseller : row.Network] = true;
            named[OwnerChange.PayeeOf(row)] = true;
            accounts[OwnerChange.PayeeOf(row)] |= row.Account >= 0;
        }

        var payers = new SortedDictionary<int, SortedSet<int>>();
        foreach (ref readonly var payment in view.Records.Settlements.AsSpan())
        {
            if (payment.Counted > 0 && accounts[payment.Payer] && !named[payment.Payee])
            {
                (payers.TryGetValue(payment.Payee, out var known) ? known : payers[payment.Payee] = []).Add(payment.Payer);
            }
        }

        foreach (var sharing in payers.Values.Where(sharing => sharing.Count is > 1 and <= MostSharing))
        {
            foreach (var payer in sharing)
            {
                Join(sharing.Min, payer);
            }
        }
    }

    private void Join(int one, int other)
    {
        var (a, b) = (Of(one), Of(other));
        parent[Math.Max(a, b)] = Math.Min(a, b);
    }
}
