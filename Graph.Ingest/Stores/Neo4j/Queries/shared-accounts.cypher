// Which accounts are paid for several sites, a listed one among them?
//
// Accounts that placements name on more than one site. An account of many sites that serves a listed one points to a common owner, or to an
// intermediary.
// Sites that no list names count by registrable domain.
// A site is the registrable domain, but a host that a list names below it is a site of its own, with all hosts under it.
// Nothing dated after $until is seen, and of each record the newest version known by the end of that day (UTC+8).
//
// Parameters (in the Browser: type each line from the colon on)
//   from day: First day.
//     :param from => 20260831
//   until day: Last day, and the day as of which records are seen.
//     :param until => 20261122
//   least whole: How many sites at least.
//     :param least => 2
//
// Columns
//   account text: The account.
//   name text: Its name.
//   sites whole: On how many sites.
//   listed_sites whole: How many of them are listed.
//   listed texts: Which, at most ten.
//   networks whole: How many networks name it.
//   amount text: What the placements earned.
//   listed_amount text: What those on listed sites earned.
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
MATCH (:Party)-[r:PLACED]->(h)
WHERE r.day >= $from AND r.gross > 0 AND r.account IS NOT NULL AND r.file < files AND r.day <= $until AND coalesce(r.recorded <= end, r.day <= $until)
  AND (r.restated IS NULL OR NOT EXISTS {
    MATCH ()-[newer:PLACED {restated: r.restated}]->() WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
      AND (newer.file > r.file OR newer.file = r.file AND newer.line > r.line) })
WITH files, end, r.account AS account, collect(DISTINCT site.key) AS listed, sum(r.gross) AS listed_amount
WITH files, end, collect({account: account, sites: listed, amount: listed_amount}) AS found, collect(account) AS accounts
MATCH (n:Party)-[r:PLACED]->(h:Site)
WHERE r.day >= $from AND r.gross > 0 AND r.account IN accounts AND r.file < files AND r.day <= $until AND coalesce(r.recorded <= end, r.day <= $until)
  AND (r.restated IS NULL OR NOT EXISTS {
    MATCH ()-[newer:PLACED {restated: r.restated}]->() WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
      AND (newer.file > r.file OR newer.file = r.file AND newer.line > r.line) })
WITH files, end, found, r.account AS account, n.key AS network, h, sum(r.gross) AS amount
OPTIONAL MATCH (e:ListEntry {subject_kind: 'domain'})-[:LISTS]->(x:Site {domain: h.domain})
WHERE (h.key = x.key OR h.key ENDS WITH '.' + x.key) AND e.file < files AND e.day <= $until AND coalesce(e.recorded <= end, e.day <= $until)
  AND (e.restated IS NULL OR NOT EXISTS {
    MATCH (newer:ListEntry {restated: e.restated}) WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
      AND (newer.file > e.file OR newer.file = e.file AND newer.line > e.line) })
WITH found, account, network, h, amount, x ORDER BY size(x.key) DESC
WITH found, account, network, h, amount, coalesce(head(collect(x.key)), h.domain) AS site
WITH found, account, count(DISTINCT site) AS sites, count(DISTINCT network) AS networks, sum(amount) AS amount
WHERE sites >= $least
WITH account, sites, networks, amount, [x IN found WHERE x.account = account][0] AS bad
OPTIONAL MATCH (p:Party {key: account})
UNWIND bad.sites AS one
WITH account, p.name AS name, sites, networks, amount, bad, one ORDER BY one
WITH account, name, sites, networks, amount, bad.amount AS listed_amount, collect(one) AS listed
RETURN account, name, sites, size(listed) AS listed_sites, listed[0..10] AS listed, networks, toString(amount / 10000) + '.' + right('000' + toString(amount % 10000), 4) AS amount,
  toString(listed_amount / 10000) + '.' + right('000' + toString(listed_amount % 10000), 4) AS listed_amount
ORDER BY listed_sites DESC, sites DESC, account;
