namespace Graph.Analysis.Simulation;

/// <summary>What is special about a lane.</summary>
[Flags]
internal enum LaneTraits : byte
{
    None = 0,

    /// <summary>Authorities may ask about its site: it has a row every week.</summary>
    Marked = 1,

    /// <summary>A reseller is paid, the rows claim DIRECT.</summary>
    ClaimsDirect = 2,

    /// <summary>Sold at the network's price of pirate inventory.</summary>
    PricedApart = 4,

    /// <summary>Sold in a format that the network keeps for pirates.</summary>
    OwnFormat = 8,

    /// <summary>Paid in parts below a round limit.</summary>
    Split = 16,

    /// <summary>Paid to the hidden payee named instead of the account.</summary>
    Hidden = 32,

    /// <summary>The account named takes the place of the site's own.</summary>
    OtherAccount = 64,
}

/// <summary>A network serves a site over a reseller from one week to another.</summary>
/// <param name="Network">Index of the network.</param>
/// <param name="Site">Index of the site.</param>
/// <param name="Reseller">Index of the reseller, or −1.</param>
/// <param name="First">First week.</param>
/// <param name="Last">Last week, not before the first.</param>
/// <param name="Traits">What is special.</param>
/// <param name="Named">The account or hidden payee that the traits speak of, else −1.</param>
internal readonly record struct LaneDraft(int Network, int Site, int Reseller, short First, short Last, LaneTraits Traits, int Named);
