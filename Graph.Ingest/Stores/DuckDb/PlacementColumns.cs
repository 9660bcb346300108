using Graph.Ingest.Stores.Readings;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Writes placements, by far the most rows of a load, column by column: the look-ups of one column do not wait for each
/// other, so those that miss the processor's cache overlap.</summary>
internal sealed class PlacementColumns(
    int firstFile, NameIds parties, HostIds hosts, NameIds words, TupleIds chains, TupleIds terms, KeyRepeats repeats)
{
    private int[] first = [];
    private int[] second = [];
    private int[] third = [];

    /// <summary>Writes rows, columns in the order of <see cref="RecordTable"/>.</summary>
    public void Write(TableWriter writer, ReadOnlySpan<Placement> rows)
    {
        while (rows.Length > 0)
        {
            var part = rows[..Math.Min(rows.Length, writer.Free)];
            WriteKeys(writer, part);
            WriteChains(writer, part);
            WriteMoney(writer, part);
            WriteTerms(writer, part);
            writer.EndRows(part.Length);
            rows = rows[part.Length..];
        }
    }

    private static void Optional(TableWriter writer, int column, Span<long> values, int row, long? value)
    {
        if (value is { } number)
        {
            values[row] = number;
        }
        else
        {
            writer.Null(column, row);
        }
    }

    private void WriteKeys(TableWriter writer, ReadOnlySpan<Placement> rows)
    {
        var origins = writer.Column<long>(0, rows.Length);
        var recorded = writer.Column<long>(1, rows.Length);
        var hashes = writer.Column<long>(2, rows.Length);
        var days = writer.Column<int>(3, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            var hash = KeyHash.Of(row.PlacementId);
            repeats.Add(hash);
            hashes[i] = hash;
            origins[i] = Origin.Of(firstFile + row.Origin.File, row.Origin.Line);
            days[i] = StoreTime.Date(row.AccrualDate);
            Optional(writer, 1, recorded, i, row.RecordedAt?.Ticks);
            writer.Text(4, i, row.PlacementId);
        }
    }

    private void WriteChains(TableWriter writer, ReadOnlySpan<Placement> rows)
    {
        MakeRoom(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            first[i] = parties.Of(rows[i].Network);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            second[i] = parties.OfOrNone(rows[i].Reseller);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            third[i] = parties.OfOrNone(rows[i].Account);
        }

        var numbers = writer.Column<int>(5, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            numbers[i] = chains.Of(first[i], second[i], third[i], 0);
        }
    }

    private void WriteMoney(TableWriter writer, ReadOnlySpan<Placement> rows)
    {
        var sites = writer.Column<int>(6, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            sites[i] = hosts.Of(rows[i].Host);
        }

        var advertisers = writer.Column<int>(8, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Advertiser is { } advertiser)
            {
                advertisers[i] = parties.Of(advertiser);
            }
            else
            {
                writer.Null(8, i);
            }
        }

        var gross = writer.Column<long>(7, rows.Length);
        var impressions = writer.Column<long>(9, rows.Length);
        var clicks = writer.Column<long>(10, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            gross[i] = row.Gross.Units;
            Optional(writer, 9, impressions, i, row.Impressions);
            Optional(writer, 10, clicks, i, row.Clicks);
        }
    }

    private void WriteTerms(TableWriter writer, ReadOnlySpan<Placement> rows)
    {
        var numbers = writer.Column<int>(11, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            numbers[i] = terms.Of(
                1 + (int?)row.Relation ?? 0, words.OfOrNone(row.Currency), words.OfOrNone(row.Format), words.OfOrNone(row.Geo));
        }
    }

    private void MakeRoom(int count)
    {
        if (first.Length < count)
        {
            (first, second, third) = (new int[count], new int[count], new int[count]);
        }
    }
}
