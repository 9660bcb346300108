using Graph.Model;
using Graph.Model.Records;

namespace Graph.Benchmarks.Data;

/// <summary>Placements by rule, the same at every call: 200 networks, 20,000 hosts, 5,000 accounts.</summary>
internal static class PlacementRows
{
    /// <summary>Some placements of a series, in blocks.</summary>
    public static IEnumerable<Placement[]> Blocks(RecordNames names, int series, long count)
    {
        const int Block = 4096;
        for (var from = 0L; from < count; from += Block)
        {
            var rows = new Placement[Math.Min(Block, count - from)];
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = Row(names, series, from + i);
            }

            yield return rows;
        }
    }

    /// <summary>What the gross of a placement is.</summary>
    public static long Gross(long number) => 10_000 + (number % 977);

    private static Placement Row(RecordNames names, int series, long number)
    {
        var mixed = (number * 2_654_435_761) & 0x7FFF_FFFF;
        return new Placement(
            new RowOrigin(0, number + 2), null, FormattableString.Invariant($"p-{series}-{number:D9}"), new DateOnly(2026, 1, 1).AddDays((int)(number % 84)),
            names.Parties.Intern(FormattableString.Invariant($"network-{mixed % 200}")), names.Hosts.Intern(FormattableString.Invariant($"site-{mixed / 7 % 20_000}.example")),
            new Money(Gross(number)), names.Parties.Intern(FormattableString.Invariant($"advertiser-{mixed / 3 % 300}")), null,
            names.Parties.Intern(FormattableString.Invariant($"account-{mixed / 11 % 5_000}")), Relation.Direct, 1_000 + (number % 100), number % 7, null,
            names.Words.Intern("banner"), names.Words.Intern("cn"));
    }
}
