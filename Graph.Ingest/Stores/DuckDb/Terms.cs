using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>The terms of placements by their numbers: what repeats together in a row beside its chain.</summary>
internal sealed class Terms
{
    private readonly (int Relation, int Currency, int Format, int Geo)[] terms;

    /// <summary>Reads them.</summary>
    public Terms(DuckDbLink link)
    {
        terms = new (int, int, int, int)[1 + link.Number("SELECT coalesce(max(id), 0)::BIGINT FROM terms")];
        using var rows = link.Stream("SELECT id, relation, currency, format, geo FROM terms");
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                terms[rows.Column<int>(0)[i]] = (rows.Int(1, i) ?? 0, rows.Int(2, i) ?? 0, rows.Int(3, i) ?? 0, rows.Int(4, i) ?? 0);
            }
        }
    }

    /// <summary>What a row claims about the sale, or null.</summary>
    public Relation? Relation(int number) => terms[number].Relation == 0 ? null : (Relation)(terms[number].Relation - 1);

    /// <summary>The number of the word of its currency; 0 = base.</summary>
    public int Currency(int number) => terms[number].Currency;

    /// <summary>The number of the word of its format; 0 = none.</summary>
    public int Format(int number) => terms[number].Format;

    /// <summary>The number of the word of its geo; 0 = none.</summary>
    public int Geo(int number) => terms[number].Geo;
}
