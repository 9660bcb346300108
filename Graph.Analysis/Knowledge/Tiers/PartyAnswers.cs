using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Tiers;

/// <summary>What parties say for themselves: answers to notices, and declarations.</summary>
internal sealed class PartyAnswers
{
    private readonly bool[] claims;

    /// <summary>Collects what was said by t.</summary>
    public PartyAnswers(KnowledgeView view)
    {
        var records = view.Records;
        claims = new bool[view.Flow.Graph.Parties.Count];
        for (var i = 0; i < records.Notices.Count; i++)
        {
            if (records.NoticeParties[i] is var party and >= 0)
            {
                claims[party] |= records.Notices[i] is { DeliveredAt: not null, Response: NoticeResponse.Removed or NoticeResponse.Partial };
            }
        }

        for (var i = 0; i < records.Declarations.Count; i++)
        {
            if (records.DeclarationParties[i] is var party and >= 0)
            {
                claims[party] |= records.Declarations[i].Statement is DeclarationStatement.None or DeclarationStatement.Removed;
            }
        }
    }

    /// <summary>Whether the party says that it removed what it was told of, or that it served no listed site.</summary>
    public bool Claims(int party) => claims[party];
}
