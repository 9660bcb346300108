namespace Graph.Ingest.Stores.Neo4j.Findings;

/// <summary>The Cypher of what runs write back.</summary>
/// <remarks>
/// <para><c>(:Run {id, status, …})</c>; <c>(:Score)-[:SCORES]->(:Party)</c>; <c>(:Target)-[:AIMS_AT {role}]->(:Party)</c>, or to the <c>:Site</c> where an
/// account is the site's own; <c>(:Finding)-[:ABOUT]->(:Party)</c> and <c>(:Finding)-[:CITES]->()</c>. Each names its run in <c>run</c>.</para>
/// <para>Status of a run: <c>writing</c>, then <c>done</c>; <c>removing</c> while it goes. The one node <c>:Current</c> names the runs whose figures
/// stand on the parties, and is locked while they change, so that they change in the order of the transactions.</para>
/// <para>What parties show of runs: <see cref="ShownFigures"/>.</para>
/// <para>Amounts are whole 1/10000 units; fractions arrive as texts.</para>
/// </remarks>
internal static class FindingsStatements
{
    /// <summary>Takes the right to write a run: makes it, or takes it over from a writer whose lease is over. Parameters: run, owner, lease (ms), made (the
    /// run's properties in the order below). Returns its status, and whether the right is ours.</summary>
    public const string Begin = """
        MERGE (c:Current {key: 'findings'})
        MERGE (r:Run {id: $run})
        ON CREATE SET r.status = 'writing', r.owner = $owner, r.lease = timestamp() + $lease, r.as_of = $made[0], r.known_at = $made[1],
          r.window_from = $made[2], r.window_weeks = $made[3], r.program = $made[4], r.basis = $made[5], r.options = $made[6],
          r.scores = $made[7], r.findings = $made[8], r.targets = $made[9]
        WITH r, CASE WHEN r.status = 'writing' AND (r.owner = $owner OR r.lease < timestamp()) THEN [1] ELSE [] END AS free
        FOREACH (x IN free | SET r.owner = $owner, r.lease = timestamp() + $lease)
        RETURN r.status, coalesce(r.owner = $owner, false)
        """;

    private const string Fence = """
        MATCH (r:Run {id: $run}) WHERE r.owner = $owner AND r.status = 'writing'
        SET r.lease = timestamp() + $lease
        WITH r UNWIND $rows AS row
        """;

    /// <summary>Scores. A row: party, then the figures in order.</summary>
    public const string Scores = Fence + "\n" + """
        MATCH (p:Party {key: row[0]})
        MERGE (s:Score {key: $run + '|' + row[0]})
        ON CREATE SET s.run = $run, s.as_of = r.as_of, s.party = row[0], s.place = row[1], s.tier = row[2], s.decision = row[3],
          s.probability = toFloat(row[4]), s.probability_low = toFloat(row[5]), s.probability_high = toFloat(row[6]),
          s.exposure_share = toFloat(row[7]), s.exposure = row[8], s.exposure_low = row[9], s.exposure_high = row[10],
          s.share_low = toFloat(row[11]), s.share_high = toFloat(row[12]), s.payee_share = toFloat(row[13]), s.criticality = toFloat(row[14]),
          s.settled_to_pirates = row[15], s.pirate_sites = row[16], s.reasons = row[17]
        MERGE (s)-[:SCORES]->(p)
        RETURN count(*)
        """;

    /// <summary>Targets with what they aim at. A row: rank, then the figures in order, payer or party, payee or null, and of both the site where they are the own account of one.</summary>
    public const string Targets = Fence + "\n" + """
        OPTIONAL MATCH (p:Party {key: row[14]})
        OPTIONAL MATCH (ps:Site {key: row[16]})
        OPTIONAL MATCH (q:Party {key: row[15]})
        OPTIONAL MATCH (qs:Site {key: row[17]})
        WITH row, coalesce(p, ps) AS aim, coalesce(q, qs) AS payee
        WHERE aim IS NOT NULL AND (row[15] IS NULL OR payee IS NOT NULL)
        MERGE (t:Target {key: $run + '|' + row[0]})
        ON CREATE SET t.run = $run, t.rank = row[0], t.kind = row[1], t.id = row[2], t.action = row[3], t.cost = row[4], t.gain = row[5],
          t.cumulative_removed = row[6], t.cumulative_share = toFloat(row[7]), t.removed_low = row[8], t.removed_high = row[9],
          t.net_of_recapture = row[10], t.collateral = row[11], t.optimality = toFloat(row[12]), t.tie_group = row[13]
        MERGE (t)-[a:AIMS_AT {role: CASE WHEN row[15] IS NULL THEN 'target' ELSE 'payer' END}]->(aim)
        FOREACH (x IN CASE WHEN payee IS NULL THEN [] ELSE [payee] END | MERGE (t)-[:AIMS_AT {role: 'payee'}]->(x))
        RETURN count(*)
        """;

    /// <summary>Findings. A row: line, then the figures in order. <c>placed</c> and <c>settled</c> are the vids of the cited relationships.</summary>
    public const string Findings = Fence + "\n" + """
        MATCH (p:Party {key: row[2]})
        MERGE (f:Finding {key: $run + '|' + row[0]})
        ON CREATE SET f.run = $run, f.line = row[0], f.signal = row[1], f.party = row[2], f.statistic = toFloat(row[3]), f.rule = row[4],
          f.weight = toFloat(row[5]), f.amount = row[6], f.since = row[7], f.claim = row[8], f.claim_zh = row[9], f.innocent = row[10],
          f.rows = row[11], f.row_files = row[12], f.row_lines = row[13], f.rows_in_all = row[14], f.rows_sha256 = row[15], f.line_sha256 = row[16],
          f.placed = row[17], f.settled = row[18]
        MERGE (f)-[:ABOUT]->(p)
        RETURN count(*)
        """;

    /// <summary>Links findings to what they cite. A row: line of the finding, value of the end's property.</summary>
    /// <param name="label">Label of the end.</param>
    /// <param name="property">Its property.</param>
    public static string Cites(string label, string property) => Fence + "\n" + $$"""
        MATCH (f:Finding {key: $run + '|' + row[0]})
        MATCH (n:{{label}} {{{property}}: row[1]})
        MERGE (f)-[:CITES]->(n)
        RETURN count(*)
        """;

    /// <summary>What is left out of a run that a reader should not see: those being removed, and those whose writer is gone.</summary>
    public const string Dead = """
        MATCH (r:Run) WHERE r.status = 'removing' OR (r.status = 'writing' AND r.lease < timestamp() AND r.id <> $run)
        RETURN r.id
        """;

    /// <summary>Says that a dead run is to go, so that its writer, if it wakes, finds it closed.</summary>
    public const string Condemn = """
        MATCH (r:Run {id: $run}) WHERE r.status = 'removing' OR (r.status = 'writing' AND r.lease < timestamp())
        SET r.status = 'removing'
        RETURN count(*)
        """;

    /// <summary>Removes part of what a run wrote; returns how many nodes that were.</summary>
    public static string Erase(string label) => $$"""
        MATCH (n:{{label}} {run: $run})
        WITH n LIMIT 2000
        DETACH DELETE n
        RETURN count(*)
        """;

    /// <summary>Removes the node of a run that is empty.</summary>
    public const string EraseRun = "MATCH (r:Run {id: $run}) WHERE r.status = 'removing' DETACH DELETE r RETURN count(*)";

    /// <summary>Ends a run, and puts the figures of the newest run on the parties, in one transaction.</summary>
    public static readonly string Finish = """
        MATCH (c:Current {key: 'findings'}) SET c.lock = $owner
        WITH c MATCH (r:Run {id: $run}) WHERE r.owner = $owner AND r.status = 'writing'
        WITH c, r OPTIONAL MATCH (o:Run) WHERE o.number IS NOT NULL
        WITH c, r, coalesce(max(o.number), 0) + 1 AS number
        SET r.number = number, r.status = 'done'
        REMOVE r.owner, r.lease
        """ + "\n" + ShownFigures.Statement;

    /// <summary>Hides a run, and puts the figures of the newest other on the parties, in one transaction.</summary>
    public static readonly string Hide = """
        MATCH (c:Current {key: 'findings'}) SET c.lock = $owner
        WITH c MATCH (r:Run {id: $run}) WHERE r.status = 'done'
        SET r.status = 'removing'
        """ + "\n" + ShownFigures.Statement;

    /// <summary>The runs, by number.</summary>
    public const string Runs = """
        MATCH (r:Run) WHERE r.status = 'done'
        OPTIONAL MATCH (c:Current {key: 'findings'})
        RETURN r.number, r.id, r.as_of, r.window_weeks, r.program, r.scores, r.findings, r.targets,
          coalesce(c.run = r.id, false), coalesce(c.plan = r.id, false)
        ORDER BY r.number
        """;

    /// <summary>What a run is; no row where there is none that is done.</summary>
    public const string Head = """
        MATCH (r:Run {id: $run}) WHERE r.status = 'done'
        RETURN r.as_of, r.known_at, r.window_from, r.window_weeks, r.program, r.basis, r.options, r.scores, r.targets
        """;

    /// <summary>The scores of a run, in order.</summary>
    public const string ReadScores = """
        MATCH (s:Score {run: $run})
        RETURN s.place, s.party, s.tier, s.decision, s.probability, s.probability_low, s.probability_high, s.exposure_share, s.exposure, s.exposure_low,
          s.exposure_high, s.share_low, s.share_high, s.payee_share, s.criticality, s.settled_to_pirates, s.pirate_sites, s.reasons
        ORDER BY s.place
        """;

    /// <summary>The targets of a run, in order.</summary>
    public const string ReadTargets = """
        MATCH (t:Target {run: $run})-[a:AIMS_AT]->(x)
        WITH t, collect([a.role, CASE WHEN x:Site THEN 'site:' + x.key ELSE x.key END]) AS aims
        RETURN t.rank, t.kind, t.id, [a IN aims WHERE a[0] <> 'payee' | a[1]][0], [a IN aims WHERE a[0] = 'payee' | a[1]][0], t.action, t.cost, t.gain,
          t.cumulative_removed, t.cumulative_share, t.removed_low, t.removed_high, t.net_of_recapture, t.collateral, t.optimality, t.tie_group
        ORDER BY t.rank
        """;

    /// <summary>The findings of a run, in order.</summary>
    public const string ReadFindings = """
        MATCH (f:Finding {run: $run})
        RETURN f.line, f.signal, f.party, f.statistic, f.rule, f.weight, f.amount, f.since, f.claim, f.claim_zh, f.innocent, f.rows,
          [x IN f.row_files | toString(x)], [x IN f.row_lines | toString(x)], f.rows_in_all, f.rows_sha256, f.line_sha256
        ORDER BY f.line
        """;

    /// <summary>Number and type of all files whose rows count.</summary>
    public const string Files = "MATCH (f:File) RETURN f.number, f.type";

    /// <summary>Whether the right to write is still ours; no row where the run is gone.</summary>
    public const string Holds = "MATCH (r:Run {id: $run}) RETURN r.status = 'writing' AND r.owner = $owner";

    /// <summary>Which of some parties are not there, nor sites that are their own account.</summary>
    public const string MissingParties = """
        UNWIND $keys AS key
        OPTIONAL MATCH (p:Party {key: key})
        OPTIONAL MATCH (s:Site {key: CASE WHEN key STARTS WITH 'site:' THEN substring(key, 5) END})
        WITH key, p, s WHERE p IS NULL AND s IS NULL
        RETURN key ORDER BY key LIMIT 1
        """;

    /// <summary>The elements of one type in some files and lines: more than asked for, because a file may have any of the lines.</summary>
    public static string Rows(ElementType type) => type.IsRelationship
        ? $"MATCH ()-[r:{type.Name}]->(n) WHERE r.file IN $files AND r.line IN $lines RETURN r.file, r.line, r.vid, n.key"
        : $"MATCH (r:{type.Name}) WHERE r.file IN $files AND r.line IN $lines RETURN r.file, r.line, r.vid, null";
}
