namespace Graph.Cli.Reports;

/// <summary>What changed between two audits of one party.</summary>
internal static class AuditDifference
{
    /// <summary>Compares.</summary>
    /// <exception cref="CommandException">The audits are of different parties.</exception>
    public static AuditChange Between(AuditDocument before, AuditDocument after)
    {
        if (before.NetworkId != after.NetworkId)
        {
            throw CommandException.Usage($"--before: that audit is of {before.NetworkId}, not of {after.NetworkId}. Give an earlier audit of the same network.");
        }

        var (old, now) = (Sites(before), Sites(after));
        var states = before.Case.Signals.ToDictionary(signal => signal.Signal, signal => signal.State, StringComparer.Ordinal);
        return new AuditChange(
            before.AsOf, before.Exposure.Amount, after.Exposure.Amount - before.Exposure.Amount, before.Case.Tier, before.Case.Decision,
            [.. old.Except(now, StringComparer.Ordinal)], [.. now.Except(old, StringComparer.Ordinal)],
            [
                .. after.Case.Signals.Where(signal => states.TryGetValue(signal.Signal, out var state) && state != signal.State)
                    .Select(signal => new AuditSignalChange(signal.Signal, states[signal.Signal], signal.State)),
            ]);
    }

    private static IEnumerable<string> Sites(AuditDocument audit) => audit.Sites.Select(site => site.Site).Order(StringComparer.Ordinal);
}
