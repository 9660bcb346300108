using Graph.Model.Records;

namespace Graph.Ingest.Stores.Readings;

/// <summary>The terms of placements by their numbers: what repeats together in a row beside its chain.</summary>
internal sealed class Terms
{
    private readonly IReadOnlyList<(int Relation, int Currency, int Format, int Geo)> terms;

    /// <param name="terms">By number; index 0 is unused.</param>
    public Terms(IReadOnlyList<(int Relation, int Currency, int Format, int Geo)> terms) => this.terms = terms;

    /// <summary>What a row claims about the sale, or null.</summary>
    public Relation? Relation(int number) => terms[number].Relation == 0 ? null : (Relation)(terms[number].Relation - 1);

    /// <summary>The number of the word of its currency; 0 = base.</summary>
    public int Currency(int number) => terms[number].Currency;

    /// <summary>The number of the word of its format; 0 = none.</summary>
    public int Format(int number) => terms[number].Format;

    /// <summary>The number of the word of its geo; 0 = none.</summary>
    public int Geo(int number) => terms[number].Geo;
}
