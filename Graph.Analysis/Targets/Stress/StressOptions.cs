namespace Graph.Analysis.Targets.Stress;

/// <summary>How strong a reaction is taken to be.</summary>
/// <param name="Expected">The value of the headline figure.</param>
/// <param name="Milder">A milder reaction: no more than expected.</param>
/// <param name="Harsher">A harsher one: no less.</param>
public readonly record struct Strength(double Expected, double Milder, double Harsher);

/// <summary>What the adversary is assumed to do. Nobody has measured these for advertising money: they are assumptions to set, and every result
/// shows what a milder and a harsher reaction would leave.</summary>
public sealed record StressOptions
{
    /// <summary>ρ, 0 … 1,000,000: how much more than in the window a link can carry when money is rerouted, as a share. Default 0.25, milder 0 (links are
    /// full as they are), harsher 0.5. An assumption: no source tells how much room links have.</summary>
    public Strength Slack { get; init; } = new(0.25, 0.0, 0.5);

    /// <summary>κ, 0..1: share of what a pirate site lost that reappears where there is a way left for it. Default 0.5, milder 0.25, harsher 0.75.
    /// An assumption: closing single pirate services had on average no net effect on what their users did, and a large one only where the largest
    /// were closed (Batikas et al. 2019); of networks that stop paying nobody has told.</summary>
    public Strength Recapture { get; init; } = new(0.5, 0.25, 0.75);

    /// <summary>σ, 0..1: share of what only measures at accounts hold back that comes back under new account ids. Default 0.5, milder 0.25,
    /// harsher 1 (every account is replaced). An assumption.</summary>
    public Strength Reregistration { get; init; } = new(0.5, 0.25, 1.0);

    /// <summary>How many of the most similar remaining networks take over what a network lost, where nothing flows to a site any more; those that
    /// tie with the last as well. ≥ 1. Default 5.</summary>
    public int Nearest { get; init; } = 5;

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range, or a milder one is above the expected or a harsher one below it.</exception>
    internal void Check()
    {
        Check(Slack, 1e6, nameof(Slack));
        Check(Recapture, 1.0, nameof(Recapture));
        Check(Reregistration, 1.0, nameof(Reregistration));
        ArgumentOutOfRangeException.ThrowIfLessThan(Nearest, 1);
    }

    private static void Check(Strength strength, double most, string name)
    {
        if (!(strength.Milder >= 0.0 && strength.Milder <= strength.Expected && strength.Expected <= strength.Harsher && strength.Harsher <= most))
        {
            throw new ArgumentOutOfRangeException(name, strength, FormattableString.Invariant($"0 ≤ milder ≤ expected ≤ harsher ≤ {most} must hold."));
        }
    }
}
