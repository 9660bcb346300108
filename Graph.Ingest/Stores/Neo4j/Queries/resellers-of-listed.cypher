// Which resellers serve listed sites?
//
// Resellers that placements on listed sites name, with the networks that sell through them.
// A site is the registrable domain, but a host that a list names below it is a site of its own, with all hosts under it.
// Nothing dated after $until is seen, and of each record the newest version known by the end of that day (UTC+8).
//
// Parameters (in the Browser: type each line from the colon on)
//   from day: First day.
//     :param from => 20260831
//   until day: Last day, and the day as of which records are seen.
//     :param until => 20261122
//
// Columns
//   reseller text: The reseller.
//   name text: Its name.
//   listed_sites whole: How many listed sites.
//   listed_amount text: What the placements there earned.
//   networks texts: The networks, by id.
//   accounts whole: How many accounts were paid.
//   first_day whole: The first placement.
//   last_day whole: The last.
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
WHERE r.day >= $from AND r.gross > 0 AND r.reseller IS NOT NULL AND r.file < files AND r.day <= $until AND coalesce(r.recorded <= end, r.day <= $until)
  AND (r.restated IS NULL OR NOT EXISTS {
    MATCH ()-[newer:PLACED {restated: r.restated}]->() WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
      AND (newer.file > r.file OR newer.file = r.file AND newer.line > r.line) })
WITH r, n, coalesce(r.account, 'site:' + site.key) AS account, site.key AS site
ORDER BY n.key
WITH r.reseller AS reseller, count(DISTINCT site) AS listed_sites, sum(r.gross) AS amount, collect(DISTINCT n.key) AS networks, count(DISTINCT account) AS accounts,
  min(r.day) AS first_day, max(r.day) AS last_day
OPTIONAL MATCH (p:Party {key: reseller})
WITH * ORDER BY amount DESC, reseller
RETURN reseller, p.name AS name, listed_sites, toString(amount / 10000) + '.' + right('000' + toString(amount % 10000), 4) AS listed_amount, networks, accounts, first_day, last_day;
