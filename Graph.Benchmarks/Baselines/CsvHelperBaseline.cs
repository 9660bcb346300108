using CsvHelper;

namespace Graph.Benchmarks.Baselines;

/// <summary>A row of placements as CsvHelper's source generator reads it: typed, without any rule of the contract.</summary>
[CsvRecord]
public partial class CsvHelperPlacement
{
    /// <summary>Column.</summary>
    [CsvColumn("placement_id")] public string PlacementId { get; set; } = "";

    /// <summary>Column.</summary>
    [CsvColumn("accrual_date")] public DateOnly AccrualDate { get; set; }

    /// <summary>Column.</summary>
    [CsvColumn("network_id")] public string NetworkId { get; set; } = "";

    /// <summary>Column.</summary>
    [CsvColumn("domain")] public string Domain { get; set; } = "";

    /// <summary>Column.</summary>
    [CsvColumn("gross_amount")] public decimal GrossAmount { get; set; }

    /// <summary>Column.</summary>
    [CsvColumn("advertiser_id")] public string? AdvertiserId { get; set; }

    /// <summary>Column.</summary>
    [CsvColumn("reseller_id")] public string? ResellerId { get; set; }

    /// <summary>Column.</summary>
    [CsvColumn("account_id")] public string? AccountId { get; set; }

    /// <summary>Column.</summary>
    [CsvColumn("relation")] public string? Relation { get; set; }

    /// <summary>Column.</summary>
    [CsvColumn("impressions")] public long? Impressions { get; set; }

    /// <summary>Column.</summary>
    [CsvColumn("clicks")] public long? Clicks { get; set; }

    /// <summary>Column.</summary>
    [CsvColumn("currency")] public string? Currency { get; set; }

    /// <summary>Column.</summary>
    [CsvColumn("format")] public string? Format { get; set; }

    /// <summary>Column.</summary>
    [CsvColumn("geo")] public string? Geo { get; set; }
}

/// <summary>CsvHelper's GetRecords at its best: source-generated, strings pooled, one thread.</summary>
internal static class CsvHelperBaseline
{
    /// <summary>Reads all placements of a folder.</summary>
    public static (long Rows, decimal Gross) Read(string folder)
    {
        var (rows, gross) = (0L, 0m);
        foreach (var file in Directory.GetFiles(folder, "placements*.csv").Order(StringComparer.Ordinal))
        {
            using var reader = CsvReader.FromFile(file, new CsvReaderOptions { PoolStrings = true });
            foreach (var row in reader.GetRecords<CsvHelperPlacement>())
            {
                rows++;
                gross += row.GrossAmount;
            }
        }

        return (rows, gross);
    }
}
