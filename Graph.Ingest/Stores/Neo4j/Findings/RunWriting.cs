using System.Globalization;
using System.Security.Cryptography;
using Graph.Ingest.Stores.Neo4j.Cuts;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Ingest.Stores.Readings;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Findings;

/// <summary>Writes one run, in batches under a lease. Every batch may run twice: what is there already is left as it is.</summary>
internal sealed class RunWriting(IQueryRunner runner, PublishedRun run, string id, CancellationToken cancellation)
{
    /// <summary>How long a writer may be silent before another takes its place.</summary>
    private const long LeaseMs = 60_000;

    private const int BatchRows = 2_000;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private readonly string owner = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private Dictionary<RowOrigin, CitedElement> cited = [];

    /// <summary>Finds what the findings cite. Before anything is written, because in a large graph it may take longer than a lease.</summary>
    /// <exception cref="StoreException">A cited row is not there.</exception>
    public void Look() => cited = CitedElements.Find(runner, run.Findings.SelectMany(f => f.Rows), cancellation);

    /// <summary>Takes the right to write; waits for another writer of the same run.</summary>
    /// <param name="clean">Takes away what dead writers and unfinished removals left.</param>
    /// <returns>False: the run is there, whole.</returns>
    public bool Begin(Action clean)
    {
        while (true)
        {
            var answer = runner.Write(FindingsStatements.Begin, Fenced().Value("made", Made()).Json(), cancellation).Rows;
            answer.Next();
            switch (answer.Text(0), answer.Flag(1))
            {
                case ("done", _):
                    return false;
                case ("writing", true):
                    return true;
                default:
                    cancellation.WaitHandle.WaitOne(Pace);
                    cancellation.ThrowIfCancellationRequested();
                    clean();
                    break;
            }
        }
    }

    /// <summary>Writes all parts.</summary>
    public void Parts()
    {
        Batches(FindingsStatements.Scores, (run.Scores ?? []).Select(Row), row => [row[0]]);
        Batches(FindingsStatements.Targets, (run.Targets ?? []).Select(Row), row => [row[14], row[15]]);
        Batches(FindingsStatements.Findings, run.Findings.Select(Row), row => [row[2]]);
        Cites();
    }

    /// <summary>Ends the run: parties show it from now on, if it is the newest.</summary>
    public void Finish()
    {
        // A lost answer leads to a second try that finds the run done already, so an empty answer alone says nothing.
        if (!runner.Write(FindingsStatements.Finish, Fenced().Json(), cancellation).Rows.Next() && !IsDone())
        {
            throw Taken();
        }
    }

    private bool IsDone()
    {
        using var head = runner.Read(FindingsStatements.Head, new ParameterWriter().Value("run", id).Json(), cancellation);
        return head.Next();
    }

    private void Cites()
    {
        var links = run.Findings
            .SelectMany(f => f.Rows.Select(row => (f.Line, Element: cited[row.Origin])))
            .Select(link => (link.Line, Label: End(link.Element), Value: link.Element.EndKey ?? link.Element.Vid, ByKey: link.Element.EndKey is not null))
            .Distinct()
            .GroupBy(link => (link.Label, link.ByKey));
        foreach (var group in links.OrderBy(group => group.Key.Label, StringComparer.Ordinal))
        {
            Batches(FindingsStatements.Cites(group.Key.Label, group.Key.ByKey ? "key" : "vid"), group.Select(link => (object?[])[link.Line, link.Value]), _ => []);
        }
    }

    private static string End(CitedElement element) => element.Type.Type switch
    {
        RecordType.Placements => "Site",
        RecordType.Settlements => "Party",
        _ => element.Type.Name,
    };

    /// <summary>Sends rows and counts what was found of them: an end that is missing must not go unseen.</summary>
    private void Batches(string statement, IEnumerable<object?[]> rows, Func<object?[], object?[]> parties)
    {
        foreach (var batch in rows.Chunk(BatchRows))
        {
            var answer = runner.Write(statement, Fenced().Value("rows", batch).Json(), cancellation).Rows;
            if (!answer.Next() || answer.Whole(0) != batch.Length)
            {
                throw Incomplete([.. batch.SelectMany(parties).OfType<string>().Distinct(StringComparer.Ordinal)]);
            }
        }
    }

    private StoreException Incomplete(string[] parties)
    {
        using (var holds = runner.Read(FindingsStatements.Holds, new ParameterWriter().Value("run", id).Value("owner", owner).Json(), cancellation))
        {
            if (!holds.Next() || holds.IsNull(0) || !holds.Flag(0))
            {
                return Taken();
            }
        }

        using var missing = runner.Read(FindingsStatements.MissingParties, new ParameterWriter().Value("keys", parties).Json(), cancellation);
        return missing.Next()
            ? new StoreException($"{runner.Place} has no party {missing.Text(0)}, which the run speaks of, so the run was made from other records. Load the records there and run again from that store.")
            : new StoreException($"{runner.Place} lost rows of run {id} on the way: an element that a finding cites is gone. Check the store with `adchain store check`, then run the same command again.");
    }

    private StoreException Taken() =>
        new($"another program took over writing run {id} to {runner.Place} while this one was silent. Run the same command again.");

    private ParameterWriter Fenced() => new ParameterWriter().Value("run", id).Value("owner", owner).Value("lease", LeaseMs);

    private object?[] Made() =>
    [
        GraphTime.Of(run.AsOf), run.KnownAt is { } known ? GraphTime.Of(known) : null, GraphTime.Of(run.WindowFrom),
        run.WindowWeeks, run.Program, run.Basis, run.Options, run.Scores?.Count, run.Findings.Count, run.Targets?.Count,
    ];

    private static object?[] Row(PublishedScore s) =>
    [
        s.Party, s.Place, s.Tier, s.Decision, ParameterWriter.Real(s.Probability), ParameterWriter.Real(s.ProbabilityLow), ParameterWriter.Real(s.ProbabilityHigh),
        ParameterWriter.Real(s.ExposureShare), s.Exposure.Units, s.ExposureLow.Units, s.ExposureHigh.Units, ParameterWriter.Real(s.ShareLow), ParameterWriter.Real(s.ShareHigh),
        ParameterWriter.Real(s.PayeeShare), ParameterWriter.Real(s.Criticality), s.SettledToPirates.Units, s.PirateSites, s.Reasons,
    ];

    private static object?[] Row(PublishedTarget t) =>
    [
        t.Rank, t.Kind, t.Id, t.Action, t.Cost.ToString(CultureInfo.InvariantCulture), t.Gain.Units, t.CumulativeRemoved.Units,
        ParameterWriter.Real(t.CumulativeShare), t.RemovedLow.Units, t.RemovedHigh.Units, t.NetOfRecapture?.Units, t.Collateral.Units, ParameterWriter.Real(t.Optimality),
        t.TieGroup, t.Party, t.Payee, SiteOf(t.Party), SiteOf(t.Payee),
    ];

    private object?[] Row(PublishedFinding f)
    {
        string[] Vids(RecordType type) => [.. f.Rows.Select(row => cited[row.Origin]).Where(e => e.Type.Type == type).Select(e => e.Vid)];
        return
        [
            f.Line, f.Signal, f.Party, ParameterWriter.Real(f.Statistic), f.Rule, ParameterWriter.Real(f.Weight), f.Amount.Units, f.Since is { } day ? GraphTime.Of(day) : null, f.Claim, f.ClaimZh, f.Innocent,
            f.Rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.FileName}:{row.Origin.Line}")), f.Rows.Select(row => row.Origin.File),
            f.Rows.Select(row => row.Origin.Line), f.RowsInAll, f.RowsSha256, f.LineSha256,
            Vids(RecordType.Placements), Vids(RecordType.Settlements),
        ];
    }

    /// <summary>The site of an account that is a site's own, else null.</summary>
    private static string? SiteOf(string? party) =>
        party is not null && party.StartsWith(PartyIndex.SiteAccountPrefix, StringComparison.Ordinal) ? party[PartyIndex.SiteAccountPrefix.Length..] : null;

}
