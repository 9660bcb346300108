using Graph.Model.Records;

namespace Graph.Analysis.Knowledge;

/// <summary>The legal entity behind a party: rows of one group never stand on both sides of a split, and never among calibration cases and candidates at once.</summary>
public static class LegalGroup
{
    /// <summary>The registered legal id, else the party's id.</summary>
    public static string Of(PartyInfo party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return party.Registered?.LegalId is { Length: > 0 } legal ? legal : party.Id;
    }
}
