// Which networks placed most on listed sites?
//
// Sites count as listed where a black entry is in force on $until and no white one. The tier and exposure of the newest run stand beside.
// A site is the registrable domain, but a host that a list names below it is a site of its own, with all hosts under it.
// Nothing dated after $until is seen, and of each record the newest version known by the end of that day (UTC+8).
//
// Parameters (in the Browser: type each line from the colon on)
//   from day: First day.
//     :param from => 20260831
//   until day: Last day, and the day as of which records are seen.
//     :param until => 20261122
//   most whole: How many networks at most.
//     :param most => 20
//
// Columns
//   network text: The network.
//   name text: Its name.
//   listed_amount text: What its placements on listed sites earned.
//   listed_sites whole: On how many listed sites.
//   placements whole: How many placements.
//   tier text: Its tier in the newest run, or nothing.
//   exposure text: Its exposure in the newest run, which follows payments, or nothing.
MATCH (f:File)
WITH count(f) AS files, substring(toString($until), 0, 4) + '-' + substring(toString($until), 4, 2) + '-' + substring(toString($until), 6, 2)
  + 'T15:59:59.9999999Z' AS end
MATCH (e:ListEntry {subject_kind: 'domain'})-[:LISTS]->(x:Site)
WHERE e.file < files AND e.day <= $until AND coalesce(e.recorded <= end, e.day <= $until)
  AND (e.restated IS NULL OR NOT EXISTS {
    MATCH (newer:ListEntry {restated: e.restated}) WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
      AND (newer.file > e.file OR newer.file = e.file AND newer.line > e.line) })
WITH files, end, x, collect(CASE WHEN coalesce(e.valid_to >= $until, true) THEN e.side END) AS sides
WITH files, end, x.domain AS domain, collect({key: x.key, listed: 'black' IN sides AND NOT 'white' IN sides}) AS named
MATCH (h:Site {domain: domain})
WITH files, end, h, [x IN named WHERE h.key = x.key OR h.key ENDS WITH '.' + x.key] AS above
WHERE size(above) > 0
WITH files, end, h, reduce(deepest = above[0], x IN above | CASE WHEN size(x.key) > size(deepest.key) THEN x ELSE deepest END) AS site
WHERE site.listed
MATCH (n:Party)-[r:PLACED]->(h)
WHERE r.day >= $from AND r.gross > 0 AND r.file < files AND r.day <= $until AND coalesce(r.recorded <= end, r.day <= $until)
  AND (r.restated IS NULL OR NOT EXISTS {
    MATCH ()-[newer:PLACED {restated: r.restated}]->() WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
      AND (newer.file > r.file OR newer.file = r.file AND newer.line > r.line) })
WITH n, sum(r.gross) AS amount, count(DISTINCT site.key) AS listed_sites, count(*) AS placements
ORDER BY amount DESC, n.key
LIMIT toInteger($most)
RETURN n.key AS network, n.name AS name, toString(amount / 10000) + '.' + right('000' + toString(amount % 10000), 4) AS listed_amount, listed_sites, placements, n.mTier AS tier,
  toString(n.mExposure / 10000) + '.' + right('000' + toString(n.mExposure % 10000), 4) AS exposure;
