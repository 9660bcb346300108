namespace Graph.Model;

/// <summary>Which site a host belongs to: its registrable domain, except that a host which a list entry names below its
/// registrable domain is a site of its own, with all hosts under it; of several such hosts the deepest wins.</summary>
public sealed class SiteRule
{
    private readonly HashSet<string> listedBelow;

    /// <summary>Makes the rule of an as-of date.</summary>
    /// <param name="listedBelow">The subjects of domain entries known by then that lie below their registrable domain.</param>
    public SiteRule(IEnumerable<string> listedBelow)
    {
        this.listedBelow = new HashSet<string>(listedBelow, StringComparer.Ordinal);
    }

    /// <summary>The site of a host.</summary>
    /// <param name="host">A normalised host.</param>
    /// <param name="registrableDomain">Its registrable domain: the host itself or a suffix of it.</param>
    public string SiteOf(string host, string registrableDomain)
    {
        if (listedBelow.Count == 0)
        {
            return registrableDomain;
        }

        var candidate = host;
        while (candidate.Length > registrableDomain.Length)
        {
            if (listedBelow.Contains(candidate))
            {
                return candidate;
            }

            candidate = candidate[(candidate.IndexOf('.', StringComparison.Ordinal) + 1)..];
        }

        return registrableDomain;
    }
}
