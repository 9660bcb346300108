using CsCheck;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Tests.Stores;

/// <summary>Small random loads over few ids, so that keys repeat, parties meet in several roles and dates cross every border.</summary>
internal static class RandomLoads
{
    private static readonly string[] Networks = ["n1", "n2", "a1"];
    private static readonly string?[] Others = [null, null, "n1", "r1", "a1", "a2", "site:x.example", "site:deep.x.example"];
    private static readonly string[] Payers = ["n1", "n2", "r1", "a1", "b1"];
    private static readonly string[] Payees = ["a2", "site:x.example", "site:deep.x.example", "x9", "N1"];
    private static readonly string[] Hosts = ["x.example", "m.x.example", "deep.x.example", "a.deep.x.example", "y.example"];
    private static readonly string?[] Recorded = [null, null, null, "2026-01-05T15:59:59Z", "2026-01-05T16:00:00Z", "2026-01-20T00:00:00Z"];
    private static readonly SettlementStatus?[] Statuses = [null, SettlementStatus.Paid, SettlementStatus.Held, SettlementStatus.Released, SettlementStatus.Reversed];

    /// <summary>A few loads of a few files.</summary>
    public static Gen<TestLoad[]> Loads { get; } =
        Gen.Select(Files, Files, Files, (a, b, c) => new[] { World.Load(1, a), World.Load(2, b), World.Load(3, c) });

    /// <summary>A cut inside the time of the rows.</summary>
    public static Gen<AsOfCut> Cut { get; } = Gen.Select(Gen.Int[0, 40], Gen.Int[1, 3], Gen.Int[0, 4],
        (day, weeks, load) => new AsOfCut(new DateOnly(2026, 1, 1).AddDays(day), load == 4 ? null : World.Start.AddHours(load), weeks));

    private static Gen<DateOnly> Day => Gen.Int[0, 30].Select(d => new DateOnly(2026, 1, 1).AddDays(d));

    private static Gen<DateTime?> At => OneOf(Recorded).Select(World.At);

    private static Gen<string> Id(string prefix, int count) => Gen.Int[1, count].Select(i => prefix + i);

    private static Gen<IRecord> Placement => Gen.Select(Id("p", 8), Day, OneOf(Networks), OneOf(Hosts),
            Gen.Int[0, 3], Gen.Select(OneOf(Others), OneOf(Others), OneOf<string?>(null, "b1", "n1")), At)
        .Select((id, day, network, host, gross, others, at) =>
        {
            var w = new World();
            return (IRecord)(w.Placement(id, "2026-01-01", network, host, gross * 7, others.Item1, others.Item2, others.Item3) with
            {
                AccrualDate = day,
                RecordedAt = at,
            });
        });

    private static Gen<IRecord> Settlement => Gen.Select(Id("s", 5), OneOf(Payers), OneOf(Payees), Day, Gen.Int[-2, 4],
            OneOf(Statuses), At)
        .Select((id, payer, payee, day, amount, status, at) =>
            (IRecord)(new World().Settlement(id, payer, payee, "2026-01-01", amount * 5, status) with { PayDate = day, RecordedAt = at }));

    private static Gen<IRecord> Line => Gen.Select(Id("s", 6), Id("p", 9), Gen.Int[-1, 2], At)
        .Select((s, p, amount, at) => (IRecord)(World.Line(s, p, amount * 3) with { RecordedAt = at }));

    private static Gen<IRecord> Entry => Gen.Select(OneOf(Hosts), Gen.Int[0, 5], Day, Day, At).Select((host, kind, from, to, at) =>
        (IRecord)(World.Listed(kind == 0 ? "a1" : kind == 1 ? "nobody" : host, "2026-01-01", kind < 2 ? SubjectKind.Account : SubjectKind.Domain,
            kind == 5 ? ListSide.White : ListSide.Black, work: kind == 3 ? "w1" : null) with
        { ValidFrom = from, ValidTo = to, RecordedAt = at }));

    private static Gen<IRecord> PartyRow => Gen.Select(OneOf("n1", "a1", "r1", "z1"), Gen.Enum<PartyKind>(), Day, At).Select((id, kind, closed, at) =>
        (IRecord)(new World().Registered(id, kind) with { ClosedOn = closed, RecordedAt = at }));

    private static Gen<IRecord> Action => Gen.Select(Gen.Enum<TargetKind>(), OneOf("", "n1", "n1>a1", "zz"), Gen.Int[1, 3], At).Select((kind, id, cost, at) =>
        (IRecord)new TargetAction(default, at, kind, "cut", cost, 0.5m, id));

    private static Gen<IRecord> NoticeRow => Gen.Select(Id("k", 3), OneOf("n1", "zz"), Day).Select((id, network, day) =>
        (IRecord)(new World().Notice(id, network, "2026-01-01T00:00:00Z") with { SentAt = day.ToDateTime(new TimeOnly(17, 0), DateTimeKind.Utc) }));

    private static Gen<IRecord> WorkRow => Gen.Int[1, 2].Select(i => (IRecord)new Work(default, null, "w" + i, "title", null, null));

    private static Gen<TestFile[]> Files => Gen.Select(
        File("placements.csv", Placement, 12), File("placements-b.csv", Placement, 4), File("settlements.csv", Settlement, 6),
        File("settlement_lines.csv", Line, 8), File("lists.csv", Entry, 4),
        Gen.Select(File("parties.csv", PartyRow, 3), File("actions.csv", Action, 3), File("notices.csv", NoticeRow, 2), File("works.csv", WorkRow, 2)),
        (a, b, c, d, e, f) => new[] { a, b, c, d, e, f.Item1, f.Item2, f.Item3, f.Item4 });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<TestFile> File(string name, Gen<IRecord> row, int most) => row.Array[0, most].Select(rows => new TestFile(name, rows));
}
