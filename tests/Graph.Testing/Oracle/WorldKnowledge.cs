using Graph.Model;
using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>What a store must say of what parties knew, by the sentences of <see cref="KnowledgeRecords"/> one after another, slowly.</summary>
public static class WorldKnowledge
{
    public static KnowledgeRecords Of(WorldText world, MoneyRecords money, AsOfCut cut, Func<string, string>? registrable = null) =>
        new WorldMarks(world, money, cut, registrable).Records();

    /// <summary>Record types with a visible row.</summary>
    internal static HashSet<RecordType> Present(WorldText world, SeenWorld seen)
    {
        bool KnownLost(LineRow line) => world.Settlements.All(s => s.Id != line.Settlement)
            && (SeenWorld.KnownDay(line.RecordedAt) ?? DateOnly.MinValue) <= seen.Cut.AsOf;
        var rows = new Dictionary<RecordType, bool>
        {
            [RecordType.Placements] = seen.Placements.Count > 0,
            [RecordType.Settlements] = seen.Settlements.Count > 0,
            [RecordType.SettlementLines] = seen.Lines.Count > 0 || world.Lines.Any(KnownLost),
            [RecordType.Parties] = seen.Parties.Count > 0,
            [RecordType.Lists] = seen.Lists.Count > 0,
            [RecordType.Notices] = seen.Notices.Count > 0,
            [RecordType.Declarations] = seen.Declarations.Count > 0,
            [RecordType.Verdicts] = seen.Verdicts.Count > 0,
            [RecordType.Rates] = world.Rates.Any(r => r.From <= seen.Cut.AsOf),
            [RecordType.Actions] = seen.Actions.Count > 0,
        };
        return rows.Where(r => r.Value).Select(r => r.Key).ToHashSet();
    }
}
