using CsCheck;
using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>Random worlds with notices, declarations, verdicts, prices, legal ids and restatements over few ids, so that everything meets.</summary>
public static class RandomKnowledge
{
    private static readonly DateOnly AsOf = new(2026, 11, 1);
    private static readonly string?[] Formats = [null, "banner", "video", "popup"];
    private static readonly string?[] Geos = [null, "cn", "hk"];
    private static readonly string?[] Rails = [null, "bank", "coin", "banner"];
    private static readonly string[] Subjects =
        ["", "a0", "a1", "n0", "nobody", "s0.example", "m.s1.example", "x.m.s0.example", "unseen.example", "deep.unseen.example", "site:s1.example"];

    /// <summary>A world and a cut that may lie before its last rows.</summary>
    public static Gen<RandomWorld> Worlds { get; } =
        from world in RandomWorlds.Overlapping
        from terms in Gen.Int[0, 9_999].Array[4].Array[40]
        from notices in Gen.Int[0, 9_999].Array[6].Array[0, 6]
        from words in Gen.Int[0, 9_999].Array[5].Array[0, 6]
        from entries in Gen.Int[0, 9_999].Array[3].Array[0, 2]
        from back in Gen.Int[0, 60]
        from weeks in Gen.Int[1, 12]
        select new RandomWorld(Enrich(world.World, terms, notices, words, entries), new AsOfCut(AsOf.AddDays(-back), null, weeks));

    private static WorldText Enrich(WorldText world, int[][] terms, int[][] notices, int[][] words, int[][] entries)
    {
        for (var i = 0; i < world.Placements.Count; i++)
        {
            world.Placements[i] = Priced(world.Placements[i], terms[i % terms.Length]);
        }

        for (var i = 0; i < world.Settlements.Count; i++)
        {
            var r = terms[(i + 20) % terms.Length];
            world.Settlements[i] = Dated(world.Settlements[i], r);
        }

        for (var i = 0; i < world.Parties.Count; i++)
        {
            var r = terms[i % terms.Length];
            world.Parties[i] = world.Parties[i] with { LegalId = r[0] % 3 == 0 ? null : "L" + r[0] % 2, ClosedOn = r[1] % 2 == 0 ? AsOf.AddDays(-r[2] % 90) : null };
        }

        foreach (var (r, i) in notices.Select((r, i) => (r, i)))
        {
            AddNotice(world, r, i);
        }

        foreach (var (r, i) in words.Select((r, i) => (r, i)))
        {
            AddWord(world, r, i);
        }

        foreach (var r in entries)
        {
            world.Listed("a" + r[0] % 3, r[1] % 3 == 0 ? SubjectKind.Network : SubjectKind.Account, (ListSide)(r[1] % 2), Text(r[2] % 150), recordedAt: r[2] % 5 == 0 ? Text(r[1] % 60) : null);
        }

        return world;
    }

    private static PlacementRow Priced(PlacementRow row, int[] r) => row with
    {
        Impressions = r[0] % 3 == 0 ? null : r[0] % 3 - 1 + r[0] % 2,
        Format = Formats[r[1] % Formats.Length],
        Geo = Geos[r[2] % Geos.Length],
        Relation = r[3] % 3 == 0 ? null : (Relation)(r[3] % 3 - 1),
    };

    private static SettlementRow Dated(SettlementRow row, int[] r) => row with
    {
        Amount = r[0] % 4 == 0 ? 9_000 + r[1] % 1_501 : r[0] % 4 == 1 ? 47_500 + r[1] : row.Amount,
        PeriodFrom = r[2] % 2 == 0 ? null : row.Date.AddDays(-60),
        PeriodTo = r[2] % 4 == 0 ? row.Date.AddDays(-30) : null,
        Rail = Rails[r[3] % Rails.Length],
        RecordedAt = r[3] % 9 == 0 ? Text(r[1] % 60) : null,
    };

    private static void AddNotice(WorldText world, int[] r, int i)
    {
        var sent = r[1] % 120;
        world.Notices.Add(new NoticeRow(r[5] % 6 == 0 ? "k0" : "k" + i, r[0] % 5 == 0 ? "nobody" : "n" + r[0] % 3, Subjects[r[2] % Subjects.Length],
            (NoticeType)(r[3] % 6), Text(sent) + (r[3] % 2 == 0 ? "T23:59:59" : ""), r[4] % 3 == 0 ? null : Text(sent - r[4] % 40) + (r[4] % 2 == 0 ? "T23:59:59" : "T00:00:00"),
            r[4] % 2 == 0 ? AsOf.AddDays(r[4] % 40) : null, r[5] % 3 == 0 ? Text(sent - r[5] % 50) : null, r[5] % 2 == 0 ? (NoticeResponse)(r[5] / 2 % 4) : null,
            r[5] % 7 == 0 ? Text(r[5] % 90) : null));
    }

    private static void AddWord(WorldText world, int[] r, int i)
    {
        var to = AsOf.AddDays(10 - r[1] % 90);
        if (r[0] % 2 == 0)
        {
            world.Declarations.Add(new DeclarationRow(r[4] % 4 == 0 ? "d0" : "d" + i, "n" + r[2] % 4, to.AddDays(-30), to, (DeclarationStatement)(r[3] % 3),
                r[4] % 5 == 0 ? Text(r[4] % 60) : null));
        }
        else
        {
            world.Verdicts.Add(new VerdictRow("n" + r[2] % 4, (VerdictKind)(r[3] % 3), to, r[4] % 2 == 0 ? "" : "court", r[4] % 5 == 0 ? Text(r[4] % 60) : null));
        }
    }

    private static string Text(int daysBack) => AsOf.AddDays(-daysBack).ToString("yyyy-MM-dd", null);
}
