using MathNet.Numerics.Distributions;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>A party's number of pirate sites among its sites.</summary>
/// <param name="Party">Index.</param>
/// <param name="Sites">n &gt; 0.</param>
/// <param name="Pirate">k, 1..n.</param>
internal readonly record struct SiteShare(int Party, int Sites, int Pirate);

/// <summary>Where a party's share of pirate sites stands among parties of its size that meet pirates at all.</summary>
/// <remarks>
/// The true share of a peer is taken to be logit-normal: μ and σ are the median and the robust scale (interquartile range ÷ 1.349) of
/// logit((k + ½)/(n + 1)) over the peers, which a few wild ones do not move, as a beta prior fitted by likelihood would be moved by the very parties that
/// are looked for. With it a count is binomial given the share; the integrals run over a grid of ±6 σ. Sampling noise of the peers stays in σ, and
/// peers without any pirate site are left out: both make the test more careful.
/// </remarks>
internal sealed class PeerShares
{
    private const int LeastPeers = 5;
    private const int WantedPeers = 10;
    private const double SizeFactor = 3.0;
    private const double LeastSigma = 0.25;
    private const double Reach = 6.0;
    private const int Steps = 240;
    private const double Z95 = 1.6448536269514722;

    private readonly double mu;
    private readonly double sigma;

    private PeerShares(IReadOnlyList<SiteShare> peers)
    {
        var logits = peers.Select(peer => Logit((peer.Pirate + 0.5) / (peer.Sites + 1.0))).Order().ToArray();
        mu = RobustScale.Median(logits);
        sigma = Math.Max(LeastSigma, (Quantile(logits, 0.75) - Quantile(logits, 0.25)) / 1.3489795003921634);
        (Count, Median) = (peers.Count, RobustScale.Median([.. peers.Select(peer => (double)peer.Pirate / peer.Sites)]));
    }

    /// <summary>How many peers.</summary>
    public int Count { get; }

    /// <summary>Median of k/n over the peers.</summary>
    public double Median { get; }

    /// <summary>The 95th percentile of the peers' true shares.</summary>
    public double HighShare => Logistic(mu + (Z95 * sigma));

    /// <summary>The peers of a party: others that meet pirates and have between a third and three times as many sites; all others where these are fewer
    /// than ten; null where even these are fewer than five.</summary>
    public static PeerShares? Of(IReadOnlyList<SiteShare> all, SiteShare party)
    {
        var others = all.Where(other => other.Party != party.Party).ToList();
        var near = others.Where(other => other.Sites * SizeFactor >= party.Sites && other.Sites <= party.Sites * SizeFactor).ToList();
        var peers = near.Count >= WantedPeers ? near : others;
        return peers.Count >= LeastPeers ? new PeerShares(peers) : null;
    }

    /// <summary>The party's shrunken share, and the posterior probability that its share is above <see cref="HighShare"/>.</summary>
    public (double Share, double Above) Posterior(SiteShare party)
    {
        var logs = Grid().Select(u => ExactTails.LogBinomial(party.Sites, Logistic(mu + (sigma * u)), party.Pirate) - (u * u / 2.0)).ToArray();
        var top = logs.Max();
        double sum = 0.0, mean = 0.0, above = 0.0;
        var index = 0;
        foreach (var u in Grid())
        {
            var weight = Math.Exp(logs[index++] - top);
            sum += weight;
            mean += weight * Logistic(mu + (sigma * u));
            above += u > Z95 ? weight : 0.0;
        }

        return (mean / sum, above / sum);
    }

    private static IEnumerable<double> Grid()
    {
        for (var step = 0; step <= Steps; step++)
        {
            yield return -Reach + (2.0 * Reach * step / Steps);
        }
    }

    private static double Quantile(double[] sorted, double at)
    {
        var place = at * (sorted.Length - 1);
        var low = (int)Math.Floor(place);
        return low + 1 < sorted.Length ? sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }

    private static double Logit(double share) => Math.Log(share / (1.0 - share));

    private static double Logistic(double x) => 1.0 / (1.0 + Math.Exp(-x));
}
