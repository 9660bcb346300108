using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Simulation;

/// <summary>A placement of a simulated world.</summary>
/// <param name="Row">The typed row; its gross is converted to base currency.</param>
/// <param name="Stated">The gross as the network states it, in the currency of the row.</param>
public readonly record struct SimulatedPlacement(Placement Row, Money Stated);

/// <summary>A settlement of a simulated world.</summary>
/// <param name="Row">The typed row; its amount is converted to base currency.</param>
/// <param name="Stated">The amount as the payer states it, in the currency of the row.</param>
public readonly record struct SimulatedSettlement(Settlement Row, Money Stated);

/// <summary>What is true of a site of a simulated world. No reader of data opens it.</summary>
/// <param name="Site">The host that the site stands for.</param>
/// <param name="IsPirate">Whether it is a pirate site.</param>
/// <param name="Account">The account that it is paid through.</param>
/// <param name="OwnerSites">How many sites that account has.</param>
/// <param name="Networks">How many networks serve it.</param>
/// <param name="Carries">The pirate site that it carries on under a new domain, or empty.</param>
/// <param name="From">The Monday of its first week, or null: it was there before the world began.</param>
/// <param name="To">The day from which on it is dark, or null.</param>
/// <param name="NewOwnerFrom">The day from which on it has a clean owner, or null.</param>
public readonly record struct SiteTruth(
    string Site, bool IsPirate, string Account, int OwnerSites, int Networks, string Carries, DateOnly? From, DateOnly? To, DateOnly? NewOwnerFrom);

/// <summary>What is true of a network of a simulated world.</summary>
/// <param name="Network">Its id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Conducts">What it does knowingly; none unless it is a knowing one.</param>
/// <param name="Adversary">How it evades what is done against it.</param>
/// <param name="Sites">How many sites it serves.</param>
/// <param name="PirateSites">How many of them are pirate sites.</param>
/// <param name="KeepsBooks">Whether its settlements are in the data.</param>
public readonly record struct NetworkTruth(
    string Network, NetworkMotive Kind, NetworkConducts Conducts, WorldAdversary Adversary, int Sites, int PirateSites, bool KeepsBooks);

/// <summary>A planted tie between parties that no placement shows, or a way that was changed.</summary>
/// <param name="Kind"><c>resale</c>: each of two networks pays the other; <c>hidden</c>: an intermediary passes money on; <c>readmitted</c>: a network
/// serves the site that carries on one which it served; <c>inserted</c>, <c>reregistered</c>, <c>dormant</c>: an account stands for another one.</param>
/// <param name="From">Who pays.</param>
/// <param name="Through">The hidden intermediary, the account put between, or the site before; or empty.</param>
/// <param name="To">Who is paid in the end.</param>
public readonly record struct TieTruth(string Kind, string From, string Through, string To);
