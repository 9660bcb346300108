// What are the first targets of a run, and what do they cut off?
//
// Each target with the listed sites that placements in the run's window reach through it: as network, as reseller, as account, or as the
// two ends of a hop.
// Sites count as listed where a black entry is in force on the run's day and no white one.
// A site is the registrable domain, but a host that a list names below it is a site of its own, with all hosts under it.
//
// Parameters (in the Browser: type each line from the colon on)
//   run text: The run; the empty text stands for the newest that ranked.
//     :param run => ''
//
// Columns
//   run text: The run.
//   rank whole: The rank.
//   kind text: What is cut.
//   target text: Its id.
//   action text: The action.
//   cost text: Its cost.
//   gain text: Pirate money that it removes beyond the targets before it.
//   cumulative_removed text: What the targets up to here remove.
//   cumulative_share real: The same as a share of all pirate money.
//   listed_sites whole: How many listed sites it reaches.
//   sites texts: Which, at most ten.
//   networks whole: Of how many networks.
MATCH (run:Run) WHERE run.status = 'done'
MATCH (c:Current {key: 'findings'}) WHERE run.id = CASE WHEN $run = '' THEN c.plan ELSE $run END
WITH run, run.as_of AS until
MATCH (f:File)
WITH run, until, count(f) AS files, substring(toString(until), 0, 4) + '-' + substring(toString(until), 4, 2) + '-' + substring(toString(until), 6, 2)
  + 'T15:59:59.9999999Z' AS end
MATCH (e:ListEntry {subject_kind: 'domain'})-[:LISTS]->(x:Site)
WHERE e.file < files AND e.day <= until AND coalesce(e.recorded <= end, e.day <= until)
  AND (e.restated IS NULL OR NOT EXISTS {
    MATCH (newer:ListEntry {restated: e.restated}) WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= until)
      AND (newer.file > e.file OR newer.file = e.file AND newer.line > e.line) })
WITH run, until, files, end, x, collect(CASE WHEN coalesce(e.valid_to >= until, true) THEN e.side END) AS sides
WITH run, until, files, end, x.domain AS domain, collect({key: x.key, listed: 'black' IN sides AND NOT 'white' IN sides}) AS named
MATCH (h:Site {domain: domain})
WITH run, until, files, end, h, [x IN named WHERE h.key = x.key OR h.key ENDS WITH '.' + x.key] AS above
WHERE size(above) > 0
WITH run, until, files, end, h, reduce(deepest = above[0], x IN above | CASE WHEN size(x.key) > size(deepest.key) THEN x ELSE deepest END) AS site
WHERE site.listed
WITH run, until, files, end, collect({host: h, site: site.key}) AS hosts
MATCH (t:Target {run: run.id})-[a:AIMS_AT]->(x)
WITH run, until, files, end, hosts, t, collect([a.role, CASE WHEN x:Site THEN 'site:' + x.key ELSE x.key END]) AS aims
WITH run, until, files, end, hosts, t, [a IN aims WHERE a[0] <> 'payee' | a[1]][0] AS one, [a IN aims WHERE a[0] = 'payee' | a[1]][0] AS two
CALL {
  WITH run, until, files, end, hosts, t, one, two
  UNWIND hosts AS listed
  WITH run, until, files, end, t, one, two, listed.host AS h, listed.site AS site
  MATCH (n:Party)-[r:PLACED]->(h)
  WHERE r.day >= run.window_from AND r.gross > 0 AND r.file < files AND r.day <= until AND coalesce(r.recorded <= end, r.day <= until)
    AND (r.restated IS NULL OR NOT EXISTS {
      MATCH ()-[newer:PLACED {restated: r.restated}]->() WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= until)
        AND (newer.file > r.file OR newer.file = r.file AND newer.line > r.line) })
  WITH t, one, two, n.key AS network, r.reseller AS reseller, coalesce(r.account, 'site:' + site) AS account, site
  WHERE t.kind = 'network' AND network = one OR t.kind = 'reseller' AND reseller = one OR t.kind = 'account' AND account = one
    OR t.kind = 'relationship' AND (network = one AND coalesce(reseller, account) = two OR reseller = one AND account = two)
  WITH DISTINCT network, site ORDER BY site
  RETURN collect(DISTINCT site) AS sites, count(DISTINCT network) AS networks
}
RETURN run.id AS run, t.rank AS rank, t.kind AS kind, t.id AS target, t.action AS action, t.cost AS cost, toString(t.gain / 10000) + '.' + right('000' + toString(t.gain % 10000), 4) AS gain,
  toString(t.cumulative_removed / 10000) + '.' + right('000' + toString(t.cumulative_removed % 10000), 4) AS cumulative_removed, t.cumulative_share AS cumulative_share, size(sites) AS listed_sites, sites[0..10] AS sites, networks
ORDER BY rank;

// The same as a picture.
MATCH (run:Run) WHERE run.status = 'done'
MATCH (c:Current {key: 'findings'}) WHERE run.id = CASE WHEN $run = '' THEN c.plan ELSE $run END
MATCH aims = (:Target {run: run.id})-[:AIMS_AT]->()
RETURN aims;
