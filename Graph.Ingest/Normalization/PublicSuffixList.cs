using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Graph.Ingest.Normalization;

/// <summary>The public suffix list that the program carries: under which names the public can register domains.</summary>
/// <remarks>Both sections count, ICANN and private. Rules in Unicode are compared in punycode. Wildcard (<c>*.ck</c>) and
/// exception (<c>!www.ck</c>) rules hold as publicsuffix.org describes them; without any rule the last label is the suffix.
/// Cost: one hash look-up per label of the host.</remarks>
public sealed class PublicSuffixList
{
    // The file itself carries no date; this is the upstream date in the version of the package that it was taken from (20230209.2326).
    private const string EmbeddedDate = "2023-02-09";
    private const string ResourceName = "public_suffix_list.dat";

    private static readonly Lazy<PublicSuffixList> Lazily = new(LoadEmbedded);

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> rules;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> wildcards;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> exceptions;

    private PublicSuffixList(byte[] bytes, string date)
    {
        Date = date;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var plain = new HashSet<string>(StringComparer.Ordinal);
        var wild = new HashSet<string>(StringComparer.Ordinal);
        var except = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in Rules(Encoding.UTF8.GetString(bytes)))
        {
            var set = rule.StartsWith("*.", StringComparison.Ordinal) ? wild : rule.StartsWith('!') ? except : plain;
            set.Add(Punycode(set == wild ? rule[2..] : set == except ? rule[1..] : rule));
        }

        rules = plain.GetAlternateLookup<ReadOnlySpan<char>>();
        wildcards = wild.GetAlternateLookup<ReadOnlySpan<char>>();
        exceptions = except.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The embedded list.</summary>
    public static PublicSuffixList Embedded => Lazily.Value;

    /// <summary>The list's own date, yyyy-MM-dd.</summary>
    public string Date { get; }

    /// <summary>Lower-case hex SHA-256 of the list's bytes.</summary>
    public string Sha256 { get; }

    /// <summary>The registrable domain of a normalised host; a host that is itself a public suffix is its own.</summary>
    /// <param name="host">A normalised host: lower case, punycode, no final dot.</param>
    /// <returns>The host itself or a suffix of it: the public suffix and one label more.</returns>
    public string RegistrableDomain(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var owned = 0;
        for (var start = 0; ;)
        {
            var candidate = host.AsSpan(start);
            if (exceptions.Contains(candidate))
            {
                return host[start..];
            }

            var dot = candidate.IndexOf('.');
            if (dot < 0 || rules.Contains(candidate) || wildcards.Contains(candidate[(dot + 1)..]))
            {
                return host[owned..];
            }

            owned = start;
            start += dot + 1;
        }
    }

    /// <summary>Makes a list from the text of the file format of publicsuffix.org.</summary>
    internal static PublicSuffixList Parse(byte[] bytes, string date) => new(bytes, date);

    private static PublicSuffixList LoadEmbedded()
    {
        using var stream = typeof(PublicSuffixList).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {ResourceName}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new PublicSuffixList(bytes, EmbeddedDate);
    }

    private static IEnumerable<string> Rules(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var rule = line.Trim();
            if (rule.Length > 0 && !rule.StartsWith("//", StringComparison.Ordinal))
            {
                // A rule ends at the first white space.
                yield return rule.Split(' ', '\t')[0];
            }
        }
    }

    private static string Punycode(string rule) =>
        Ascii.IsValid(rule) ? rule.ToLowerInvariant() : new IdnMapping().GetAscii(rule).ToLowerInvariant();
}
