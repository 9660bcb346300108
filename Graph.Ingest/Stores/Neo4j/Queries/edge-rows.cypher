// Which rows stand behind the money from one party to another, or to a site?
//
// Payments of the one to the other, and placements that name both as neighbours: network and reseller, reseller and account, network and
// account, or the account and the site.
// Each with the file, its SHA-256 and the line.
// Nothing dated after $until is seen, and of each record the newest version known by the end of that day (UTC+8).
//
// Parameters (in the Browser: type each line from the colon on)
//   payer text: The paying party.
//     :param payer => 'net-1'
//   payee text: The paid party, or a host.
//     :param payee => 'acc-7'
//   from day: First day.
//     :param from => 20260831
//   until day: Last day, and the day as of which records are seen.
//     :param until => 20261122
//
// Columns
//   kind text: payment or placement.
//   id text: The record's key.
//   day whole: Its day.
//   amount text: Its amount, or what it earned.
//   status text: Status of a payment, or nothing.
//   file text: The file's name.
//   line whole: The line.
//   sha256 text: SHA-256 of the file.
MATCH (f:File)
WITH count(f) AS files, substring(toString($until), 0, 4) + '-' + substring(toString($until), 4, 2) + '-' + substring(toString($until), 6, 2)
  + 'T15:59:59.9999999Z' AS end
CALL {
  WITH files, end
  MATCH (:Party {key: $payer})-[r:SETTLED]->(:Party {key: $payee})
  WHERE r.day >= $from AND r.file < files AND r.day <= $until AND coalesce(r.recorded <= end, r.day <= $until)
    AND (r.restated IS NULL OR NOT EXISTS {
      MATCH ()-[newer:SETTLED {restated: r.restated}]->() WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
        AND (newer.file > r.file OR newer.file = r.file AND newer.line > r.line) })
  RETURN 'payment' AS kind, r.vid AS vid, r.day AS day, r.amount AS units, r.status AS status, r.file AS number, r.line AS line
  UNION ALL
  WITH files, end
  MATCH (:Party {key: $payer})-[r:PLACED]->(h:Site)
  WHERE r.day >= $from AND (r.reseller = $payee OR r.reseller IS NULL AND (r.account = $payee OR r.account IS NULL AND $payee IN ['site:' + h.domain, 'site:' + h.key]))
    AND r.file < files AND r.day <= $until AND coalesce(r.recorded <= end, r.day <= $until)
    AND (r.restated IS NULL OR NOT EXISTS {
      MATCH ()-[newer:PLACED {restated: r.restated}]->() WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
        AND (newer.file > r.file OR newer.file = r.file AND newer.line > r.line) })
  RETURN 'placement' AS kind, r.vid AS vid, r.day AS day, r.gross AS units, null AS status, r.file AS number, r.line AS line
  UNION ALL
  WITH files, end
  MATCH (:Party)-[r:PLACED]->(h:Site)
  WHERE r.day >= $from AND r.reseller = $payer AND (r.account = $payee OR r.account IS NULL AND $payee IN ['site:' + h.domain, 'site:' + h.key])
    AND r.file < files AND r.day <= $until AND coalesce(r.recorded <= end, r.day <= $until)
    AND (r.restated IS NULL OR NOT EXISTS {
      MATCH ()-[newer:PLACED {restated: r.restated}]->() WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
        AND (newer.file > r.file OR newer.file = r.file AND newer.line > r.line) })
  RETURN 'placement' AS kind, r.vid AS vid, r.day AS day, r.gross AS units, null AS status, r.file AS number, r.line AS line
  UNION ALL
  WITH files, end
  MATCH (:Party)-[r:PLACED]->(:Site {key: $payee})
  WHERE r.day >= $from AND r.account = $payer AND r.file < files AND r.day <= $until AND coalesce(r.recorded <= end, r.day <= $until)
    AND (r.restated IS NULL OR NOT EXISTS {
      MATCH ()-[newer:PLACED {restated: r.restated}]->() WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
        AND (newer.file > r.file OR newer.file = r.file AND newer.line > r.line) })
  RETURN 'placement' AS kind, r.vid AS vid, r.day AS day, r.gross AS units, null AS status, r.file AS number, r.line AS line
}
MATCH (f:File {number: number})
WITH kind, vid, day, units, status, f, line ORDER BY kind, day, f.number, line
RETURN kind, substring(vid, 0, size(vid) - size(last(split(vid, '#'))) - 1) AS id, day, CASE WHEN units < 0 THEN '-' ELSE '' END + toString(abs(units) / 10000) + '.' + right('000' + toString(abs(units) % 10000), 4) AS amount, status, f.name AS file, line, f.sha256 AS sha256;
