namespace Graph.Ingest.Normalization;

/// <summary>The public suffix list that the program carries.</summary>
public sealed class PublicSuffixList
{
    /// <summary>The embedded list.</summary>
    public static PublicSuffixList Embedded => throw new NotImplementedException();

    /// <summary>The list's own date, yyyy-MM-dd.</summary>
    public string Date => throw new NotImplementedException();

    /// <summary>Lower-case hex SHA-256 of the list's bytes.</summary>
    public string Sha256 => throw new NotImplementedException();

    /// <summary>The registrable domain of a normalised host; a host that is itself a public suffix is its own.</summary>
    public string RegistrableDomain(string host) => throw new NotImplementedException();
}
