namespace Graph.Analysis.Targets.Coverage;

/// <summary>Numbers for sets of passages, so that equal ones are one number.</summary>
internal sealed class PassageSets
{
    /// <summary>The set without passages.</summary>
    public const int Empty = 0;

    private readonly List<(int Target, int Passes)[]> all = [[]];
    private readonly Dictionary<(int Set, int Target), int> next = [];
    private readonly Dictionary<(int Target, int Passes)[], int> numbers = new(new SameContent()) { { [], Empty } };

    /// <summary>How many sets have a number.</summary>
    public int Count => all.Count;

    /// <summary>The passages of a set, by target.</summary>
    public (int Target, int Passes)[] Of(int set) => all[set];

    /// <summary>The set with one more passage of a target.</summary>
    public int With(int set, int target)
    {
        if (next.TryGetValue((set, target), out var known))
        {
            return known;
        }

        var passages = Add(all[set], target);
        if (!numbers.TryGetValue(passages, out var number))
        {
            number = all.Count;
            all.Add(passages);
            numbers.Add(passages, number);
        }

        next.Add((set, target), number);
        return number;
    }

    private static (int Target, int Passes)[] Add((int Target, int Passes)[] passages, int target)
    {
        var at = Array.FindIndex(passages, passage => passage.Target >= target);
        if (at >= 0 && passages[at].Target == target)
        {
            var more = ((int Target, int Passes)[])passages.Clone();
            more[at].Passes++;
            return more;
        }

        at = at < 0 ? passages.Length : at;
        return [.. passages[..at], (target, 1), .. passages[at..]];
    }

    private sealed class SameContent : IEqualityComparer<(int Target, int Passes)[]>
    {
        public bool Equals((int Target, int Passes)[]? a, (int Target, int Passes)[]? b) => a.AsSpan().SequenceEqual(b);

        public int GetHashCode((int Target, int Passes)[] passages)
        {
            var hash = new HashCode();
            foreach (var passage in passages)
            {
                hash.Add(passage);
            }

            return hash.ToHashCode();
        }
    }
}
