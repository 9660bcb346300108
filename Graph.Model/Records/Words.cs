namespace Graph.Model.Records;

/// <summary>How a placement was sold: by the network itself or through a reseller.</summary>
public enum Relation
{
    /// <summary>The network has a contract with the publisher.</summary>
    Direct,
    /// <summary>A reseller stands between.</summary>
    Reseller,
}

/// <summary>What became of a payment.</summary>
public enum SettlementStatus
{
    /// <summary>Paid out; also when the column is empty.</summary>
    Paid,
    /// <summary>Held back: no money moved.</summary>
    Held,
    /// <summary>Released after a hold: money moved.</summary>
    Released,
    /// <summary>A positive amount was undone; a negative amount undoes an earlier row.</summary>
    Reversed,
}

/// <summary>What a party is. One id is one party, whatever its roles.</summary>
public enum PartyKind
{
    /// <summary>Buys placements. Never a target.</summary>
    Advertiser,
    /// <summary>Sells placements and pays for them.</summary>
    Network,
    /// <summary>Stands between a network and an account.</summary>
    Reseller,
    /// <summary>Is paid for sites.</summary>
    Account,
}

/// <summary>What a list entry or notice speaks of.</summary>
public enum SubjectKind
{
    /// <summary>A host name.</summary>
    Domain,
    /// <summary>A network id.</summary>
    Network,
    /// <summary>An account id.</summary>
    Account,
}

/// <summary>The side of a list.</summary>
public enum ListSide
{
    /// <summary>Listed as pirate.</summary>
    Black,
    /// <summary>Cleared. White wins over black.</summary>
    White,
}

/// <summary>Steps of enforcement towards a party.</summary>
public enum NoticeType
{
    /// <summary>A notice of infringement.</summary>
    Notice,
    /// <summary>A warning.</summary>
    Warning,
    /// <summary>A regulatory interview.</summary>
    Interview,
    /// <summary>An order to rectify.</summary>
    RectificationOrder,
    /// <summary>An order to inspect oneself.</summary>
    SelfInspectionOrder,
    /// <summary>A penalty.</summary>
    Penalty,
}

/// <summary>What the receiver of a notice did.</summary>
public enum NoticeResponse
{
    /// <summary>Removed what the notice named.</summary>
    Removed,
    /// <summary>Removed a part.</summary>
    Partial,
    /// <summary>Refused.</summary>
    Refused,
    /// <summary>Did not answer.</summary>
    None,
}

/// <summary>What a network declares about a period.</summary>
public enum DeclarationStatement
{
    /// <summary>It served no listed site.</summary>
    None,
    /// <summary>It removed listed sites.</summary>
    Removed,
    /// <summary>It lists the sites it still serves.</summary>
    Listed,
}

/// <summary>An authority's decision about a network.</summary>
public enum VerdictKind
{
    /// <summary>It knew.</summary>
    Knowing,
    /// <summary>It was careless.</summary>
    Negligent,
    /// <summary>It was cleared.</summary>
    Clean,
}

/// <summary>What an enforcement action is aimed at.</summary>
public enum TargetKind
{
    /// <summary>An account.</summary>
    Account,
    /// <summary>An ad network.</summary>
    Network,
    /// <summary>The hop from one party to another, written <c>payer&gt;payee</c>.</summary>
    Relationship,
    /// <summary>A reseller.</summary>
    Reseller,
}
