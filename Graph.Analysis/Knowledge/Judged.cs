using Graph.Model.Records;

namespace Graph.Analysis.Knowledge;

/// <summary>Who is judged: networks and resellers. Accounts and advertisers are what they are judged by.</summary>
internal static class Judged
{
    /// <summary>Whether the party is a network or a reseller.</summary>
    public static bool Is(PartyInfo party) => party.Kind is PartyKind.Network or PartyKind.Reseller;
}
