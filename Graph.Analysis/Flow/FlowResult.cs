using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Analysis.Flow;

/// <summary>A lane of the money graph: its chain, what it accrued in the window and what flowed along it.</summary>
/// <param name="Network">Party index.</param>
/// <param name="Reseller">Party index or −1.</param>
/// <param name="Account">Party index or −1: the network is its own account.</param>
/// <param name="Site">Site index.</param>
/// <param name="Gross">g_ℓ, accrued in W; 0 for a lane that only a payment of older accruals uses.</param>
/// <param name="Claim">What the lane was weighed with when payments were shared: g_ℓ, or its accruals of all dates for a pair
/// without lanes in W; 0 on basis accrued.</param>
/// <param name="Lined">The part of <paramref name="Amount"/> that settlement lines assign.</param>
/// <param name="Amount">m_ℓ: what flowed on the last hop.</param>
/// <param name="Basis">Whether <paramref name="Amount"/> is paid or accrued.</param>
public readonly record struct LaneFlow(
    int Network, int Reseller, int Account, int Site, long Gross, long Claim, long Lined, long Amount, Basis Basis)
{
    /// <summary>u: who pays the account (the reseller, else the network).</summary>
    public int LastPayer => Reseller >= 0 ? Reseller : Network;
}

/// <summary>The money graph with the lanes it came from and what was noticed while building it.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Lanes">The lanes, by network, reseller, account, site index.</param>
/// <param name="Records">What it was built from.</param>
/// <param name="Basis">Basis of the whole: paid, accrued or mixed, over the last hops and opaque hops.</param>
/// <param name="Notes">What was noticed.</param>
public sealed record FlowResult(FlowGraph Graph, LaneFlow[] Lanes, MoneyRecords Records, Basis Basis, FlowNotes Notes);

/// <summary>What was noticed while building the money graph, for run.json and the report.</summary>
public sealed record FlowNotes
{
    /// <summary>Pairs whose payments of the window sum below zero (counted as 0): payer, payee, sum in units.</summary>
    public required IReadOnlyList<(string Payer, string Payee, long Sum)> NegativePayments { get; init; }

    /// <summary>Money that reached an account's head with no accrual to tell its sites: account, amount in units.</summary>
    public required IReadOnlyList<(string Account, long Amount)> Unattributed { get; init; }

    /// <summary>Sites with a white entry in force beside a black one: white wins.</summary>
    public required IReadOnlyList<string> ListConflicts { get; init; }

    /// <summary>Σ of opaque hops in units.</summary>
    public required long OpaqueAmount { get; init; }

    /// <summary>Accrued by payers on basis paid and not paid in the window: still owed, in units.</summary>
    public required long Owed { get; init; }

    /// <summary>Σ over lines that name a placement outside the pair of their settlement, in units; shared like unlined money.</summary>
    public required long UnmatchedLines { get; init; }

    /// <summary>Held payments of the window in units, not counted as flow.</summary>
    public required long Held { get; init; }

    /// <summary>Positive payments of the window that were reversed, in units, not counted as flow.</summary>
    public required long Reversed { get; init; }

    /// <summary>Money passed on by intermediaries before they can have received it, in units.</summary>
    public required long TimeViolating { get; init; }

    /// <summary>Money passed on by intermediaries of settlements in all, in units: what <see cref="TimeViolating"/> is a part of.</summary>
    public required long TimeChecked { get; init; }
}
