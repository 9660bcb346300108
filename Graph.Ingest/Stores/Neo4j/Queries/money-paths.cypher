// By which paths did money reach a site?
//
// Each row is a chain of parties that placements on the site's hosts name, with what they earned in the days asked for.
// Without an account of its own a site is paid directly: the account is then site:SITE.
// A site is the registrable domain, but a host that a list names below it is a site of its own, with all hosts under it.
// Nothing dated after $until is seen, and of each record the newest version known by the end of that day (UTC+8).
//
// Parameters (in the Browser: type each line from the colon on)
//   site text: The site.
//     :param site => 'films.example'
//   from day: First day.
//     :param from => 20260831
//   until day: Last day, and the day as of which records are seen.
//     :param until => 20261122
//
// Columns
//   network text: The network whose placements these are.
//   reseller text: The reseller, or nothing.
//   account text: The account that was paid.
//   host text: The host.
//   amount text: What the placements earned.
//   placements whole: How many.
//   first_day whole: The first.
//   last_day whole: The last.
MATCH (f:File)
WITH count(f) AS files, substring(toString($until), 0, 4) + '-' + substring(toString($until), 4, 2) + '-' + substring(toString($until), 6, 2)
  + 'T15:59:59.9999999Z' AS end
MATCH (top:Site {key: $site})
MATCH (h:Site {domain: top.domain})
WHERE (h.key = $site OR h.key ENDS WITH '.' + $site) AND NOT EXISTS {
  MATCH (e:ListEntry {subject_kind: 'domain'})-[:LISTS]->(below:Site {domain: top.domain})
  WHERE below.key ENDS WITH '.' + $site AND (h.key = below.key OR h.key ENDS WITH '.' + below.key)
    AND e.file < files AND e.day <= $until AND coalesce(e.recorded <= end, e.day <= $until)
    AND (e.restated IS NULL OR NOT EXISTS {
      MATCH (newer:ListEntry {restated: e.restated}) WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
        AND (newer.file > e.file OR newer.file = e.file AND newer.line > e.line) }) }
MATCH (n:Party)-[r:PLACED]->(h)
WHERE r.day >= $from AND r.file < files AND r.day <= $until AND coalesce(r.recorded <= end, r.day <= $until)
  AND (r.restated IS NULL OR NOT EXISTS {
    MATCH ()-[newer:PLACED {restated: r.restated}]->() WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
      AND (newer.file > r.file OR newer.file = r.file AND newer.line > r.line) })
WITH n.key AS network, r.reseller AS reseller, coalesce(r.account, 'site:' + $site) AS account, h.key AS host,
  sum(r.gross) AS units, count(*) AS placements, min(r.day) AS first_day, max(r.day) AS last_day
WHERE units > 0
RETURN network, reseller, account, host, toString(units / 10000) + '.' + right('000' + toString(units % 10000), 4) AS amount, placements, first_day, last_day
ORDER BY units DESC, network, reseller, account, host;

// The same as a picture.
MATCH (f:File)
WITH count(f) AS files, substring(toString($until), 0, 4) + '-' + substring(toString($until), 4, 2) + '-' + substring(toString($until), 6, 2)
  + 'T15:59:59.9999999Z' AS end
MATCH (top:Site {key: $site})
MATCH (h:Site {domain: top.domain})
WHERE (h.key = $site OR h.key ENDS WITH '.' + $site) AND NOT EXISTS {
  MATCH (e:ListEntry {subject_kind: 'domain'})-[:LISTS]->(below:Site {domain: top.domain})
  WHERE below.key ENDS WITH '.' + $site AND (h.key = below.key OR h.key ENDS WITH '.' + below.key)
    AND e.file < files AND e.day <= $until AND coalesce(e.recorded <= end, e.day <= $until)
    AND (e.restated IS NULL OR NOT EXISTS {
      MATCH (newer:ListEntry {restated: e.restated}) WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
        AND (newer.file > e.file OR newer.file = e.file AND newer.line > e.line) }) }
MATCH way = (n:Party)-[r:PLACED]->(h)
WHERE r.day >= $from AND r.gross > 0 AND r.file < files AND r.day <= $until AND coalesce(r.recorded <= end, r.day <= $until)
  AND (r.restated IS NULL OR NOT EXISTS {
    MATCH ()-[newer:PLACED {restated: r.restated}]->() WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
      AND (newer.file > r.file OR newer.file = r.file AND newer.line > r.line) })
OPTIONAL MATCH (reseller:Party {key: r.reseller})
OPTIONAL MATCH (account:Party {key: r.account})
RETURN way, reseller, account
LIMIT 300;
