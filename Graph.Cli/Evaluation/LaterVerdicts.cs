using Graph.Analysis.Knowledge.Classifier;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Evaluation;

/// <summary>Labels from verdicts that came later than the row they label.</summary>
/// <remarks>The first verdict counts that was decided more than <see cref="GapDays"/> after the as-of date: steps of the same case, such as its notices,
/// fall into the gap before it and must not be features. A verdict more than <see cref="HorizonDays"/> away says nothing about conduct at the date.</remarks>
internal sealed class LaterVerdicts
{
    /// <summary>Days between a row and the verdict that labels it.</summary>
    public const int GapDays = 28;

    /// <summary>A verdict further away than this labels nothing.</summary>
    public const int HorizonDays = 364;

    // No record is dated so late, so that a reading as of this day sees every verdict.
    private static readonly DateOnly EndOfRecords = new(9000, 1, 1);

    private readonly Dictionary<string, Verdict[]> byNetwork;

    private LaterVerdicts(IEnumerable<Verdict> verdicts) => byNetwork = verdicts
        .GroupBy(verdict => verdict.NetworkId.Text, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.OrderBy(v => v.DecidedOn).ThenBy(v => v.Authority, StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

    /// <summary>How many networks have any verdict.</summary>
    public int Networks => byNetwork.Count;

    /// <summary>Reads all verdicts of a store.</summary>
    public static LaterVerdicts Read(IRecordStore store, CancellationToken cancellation)
    {
        var money = store.Read(new AsOfCut(EndOfRecords, null, 1), cancellation);
        return new LaterVerdicts(store.ReadKnowledge(money, cancellation).Verdicts);
    }

    /// <summary>Whether some network has a label at a date.</summary>
    public bool LabelsAny(DateOnly asOf) => byNetwork.Keys.Any(network => Of(network, asOf) is not null);

    /// <summary>The label of a network at a date, or null.</summary>
    public NetworkLabel? Of(string network, DateOnly asOf)
    {
        foreach (var verdict in byNetwork.GetValueOrDefault(network, []))
        {
            var days = verdict.DecidedOn.DayNumber - asOf.DayNumber;
            if (days > GapDays && days <= HorizonDays)
            {
                return verdict.Kind switch
                {
                    VerdictKind.Knowing => new NetworkLabel("knowing", TrainingLabel.Knowing),
                    VerdictKind.Negligent => new NetworkLabel("negligent", TrainingLabel.Cleared),
                    _ => new NetworkLabel("clean", TrainingLabel.Cleared),
                };
            }
        }

        return null;
    }
}
