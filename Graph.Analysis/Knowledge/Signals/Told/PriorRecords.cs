using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>A penalty, or a verdict that a party knew.</summary>
/// <param name="Day">The day on which it arrived or was decided.</param>
/// <param name="Origin">Its row.</param>
/// <param name="IsPenalty">A penalty notice; else a verdict.</param>
/// <param name="AnotherPerson">The party that it is held against was opened later: it was about another legal person.</param>
/// <param name="Annulled">A later verdict says clean.</param>
internal readonly record struct PriorRecord(DateOnly Day, RowOrigin Origin, bool IsPenalty, bool AnotherPerson, bool Annulled)
{
    /// <summary>Whether it is held against the party.</summary>
    public bool Counts => !AnotherPerson && !Annulled;
}

/// <summary>Penalties and verdicts by legal person.</summary>
internal sealed class PriorRecords
{
    private readonly ToldRecords records;
    private readonly Dictionary<string, List<int>> byLegalId = new(StringComparer.Ordinal);

    /// <summary>Groups the parties that have any by their legal id.</summary>
    public PriorRecords(ToldRecords records)
    {
        this.records = records;
        var known = records.View.Records.NoticeParties.Concat(records.View.Records.VerdictParties).Where(party => party >= 0).Distinct().Order();
        foreach (var party in known)
        {
            if (LegalId(party) is { Length: > 0 } id)
            {
                (byLegalId.TryGetValue(id, out var same) ? same : byLegalId[id] = []).Add(party);
            }
        }
    }

    /// <summary>The first day that counts. A year is 365.25 days, so that the span does not depend on where leap days fall.</summary>
    public static DateOnly FirstDay(KnowledgeView view) => view.AsOf.AddDays(-(int)(365.25 * view.Options.RecidivismYears));

    /// <summary>What is known against a party in the years that count, by day, then origin.</summary>
    public IReadOnlyList<PriorRecord> Of(int party)
    {
        var asOf = records.View.AsOf;
        var from = FirstDay(records.View);
        var same = LegalId(party) is { Length: > 0 } id && byLegalId.TryGetValue(id, out var parties) ? parties.Append(party).Distinct() : [party];
        var opened = records.View.Flow.Graph.Parties[party].Registered?.OpenedOn;
        return [.. same.SelectMany(one => Of(one, asOf).Where(prior => prior.Day >= from && prior.Day < asOf)
                .Select(prior => prior with { AnotherPerson = one == party && opened > prior.Day }))
            .OrderBy(prior => prior.Day).ThenBy(prior => prior.Origin.File).ThenBy(prior => prior.Origin.Line)];
    }

    private IEnumerable<PriorRecord> Of(int party, DateOnly asOf)
    {
        var (view, verdicts) = (records.View, records.VerdictsOf(party).Select(i => records.View.Records.Verdicts[i]).ToList());
        DateOnly? cleared = verdicts.Where(verdict => verdict.Kind == VerdictKind.Clean && verdict.DecidedOn <= asOf)
            .Select(verdict => (DateOnly?)verdict.DecidedOn).Max();
        foreach (var verdict in verdicts.Where(verdict => verdict.Kind == VerdictKind.Knowing))
        {
            yield return new PriorRecord(verdict.DecidedOn, verdict.Origin, false, false, cleared > verdict.DecidedOn);
        }

        foreach (var notice in records.NoticesOf(party).Where(i => view.Records.Notices[i].Type == NoticeType.Penalty))
        {
            if (records.DeliveredOn(notice) is { } day)
            {
                yield return new PriorRecord(day, view.Records.Notices[notice].Origin, true, false, cleared > day);
            }
        }
    }

    private string? LegalId(int party) => records.View.Flow.Graph.Parties[party].Registered?.LegalId;
}
