using System.Runtime.ExceptionServices;

namespace Graph.Cli.Evaluation;

/// <summary>Does the same for many worlds, several at a time; results stand in the order of the worlds, whoever is done first.</summary>
internal static class WorldCrew
{
    /// <summary>Runs the work.</summary>
    /// <param name="worlds">How many.</param>
    /// <param name="threads">At a time; 0: one per core.</param>
    /// <param name="work">What to do for a world.</param>
    /// <param name="done">Told how many are done, one call at a time.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static T[] Run<T>(int worlds, int threads, Func<int, T> work, Action<int> done, CancellationToken cancellation)
    {
        var (results, finished, gate) = (new T[worlds], 0, new object());
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellation,
        };
        try
        {
            Parallel.For(0, worlds, options, world =>
            {
                results[world] = work(world);
                lock (gate)
                {
                    done(++finished);
                }
            });
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }

        return results;
    }
}
