namespace Graph.Analysis.Simulation;

/// <summary>What a network of a simulated world is. Only <see cref="Knowing"/> ones know what they pay.</summary>
public enum NetworkMotive
{
    /// <summary>Ordinary: any size, reacts to lists and notices.</summary>
    Honest,
    /// <summary>Earns with pirates and knows it; how it goes about that is in its <see cref="NetworkConducts"/>.</summary>
    Knowing,
    /// <summary>Slow to everybody, keeps to no deadline, fixes what a notice names, conceals nothing.</summary>
    Negligent,
    /// <summary>One of the largest; carries much pirate money without knowing and cuts it off when told.</summary>
    Huge,
    /// <summary>Pays agencies whose accounts stand for many owners, who open new domains all the time.</summary>
    Agency,
    /// <summary>Legal inventory that looks like the pirates': their formats, their prices.</summary>
    Niche,
}

/// <summary>What a knowing network does, by the signal of the method that each conduct should raise. Others do none of it on purpose.</summary>
[Flags]
public enum NetworkConducts
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>S1: goes on after a delivered notice.</summary>
    GoesOnAfterNotice = 1,
    /// <summary>S2: goes on after a public listing.</summary>
    GoesOnAfterListing = 1 << 1,
    /// <summary>S3: takes the same payee in again under its successor domain.</summary>
    Readmits = 1 << 2,
    /// <summary>S4: sells pirate inventory above or below the price of its other inventory.</summary>
    PricesApart = 1 << 3,
    /// <summary>S5: puts a new reseller or account between after a notice, or claims DIRECT where a reseller is paid.</summary>
    Inserts = 1 << 4,
    /// <summary>S6: drops small pirate sites and keeps the ones that earn.</summary>
    Selects = 1 << 5,
    /// <summary>S7: declares that it serves no listed site, or removed what it still serves.</summary>
    Misstates = 1 << 6,
    /// <summary>S8: splits payments below round limits, pays a hidden payee, or revives a dormant account.</summary>
    Structures = 1 << 7,
    /// <summary>S9: looks for new pirate sites and keeps formats for them alone.</summary>
    Tailors = 1 << 8,
    /// <summary>S10: was punished before and goes on.</summary>
    Relapses = 1 << 9,
}

/// <summary>How the knowing networks of a world evade what is done against them, beyond their conducts.</summary>
public enum WorldAdversary
{
    /// <summary>They do not.</summary>
    None,
    /// <summary>After a notice they lead the money over resellers that they work with already.</summary>
    Reroute,
    /// <summary>After a notice their payees come back as new accounts of new legal persons.</summary>
    ReRegister,
    /// <summary>After a notice they pay through intermediaries that no placement names.</summary>
    Hide,
}
