// What was a network told, what did it answer and declare, and when?
//
// Notices sent, delivered and answered, declarations, verdicts, and list entries on the party itself, in order of time.
// Nothing dated after $until is seen, and of each record the newest version known by the end of that day (UTC+8).
//
// Parameters (in the Browser: type each line from the colon on)
//   network text: The network, or any other party.
//     :param network => 'net-1'
//   until day: The day as of which records are seen.
//     :param until => 20261122
//
// Columns
//   at text: When: an instant (UTC) where the record has one, else a day.
//   event text: What happened.
//   what text: Its type or content.
//   subject text: The site or account that it is about, or nothing.
//   id text: The record's key.
//   row text: Where it stands, as file:line.
MATCH (f:File)
WITH count(f) AS files, substring(toString($until), 0, 4) + '-' + substring(toString($until), 4, 2) + '-' + substring(toString($until), 6, 2)
  + 'T15:59:59.9999999Z' AS end
CALL {
  WITH files, end
  MATCH (m:Notice)-[:SENT_TO]->(:Party {key: $network})
  WHERE m.sent_at <= end AND m.file < files AND m.day <= $until AND coalesce(m.recorded <= end, m.day <= $until)
    AND (m.restated IS NULL OR NOT EXISTS {
      MATCH (newer:Notice {restated: m.restated}) WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
        AND (newer.file > m.file OR newer.file = m.file AND newer.line > m.line) })
  UNWIND [['sent', m.sent_at, m.type], ['delivered', m.delivered_at, m.type], ['responded', m.responded_at, coalesce(m.response, '')]] AS step
  WITH end, m, step WHERE step[1] <= end
  RETURN step[1] AS at, 'notice ' + step[0] AS event, step[2] AS what, m.subject AS subject, m AS record
  UNION ALL
  WITH files, end
  MATCH (d:Declaration)-[:MADE_BY]->(:Party {key: $network})
  WHERE d.file < files AND d.day <= $until AND coalesce(d.recorded <= end, d.day <= $until)
    AND (d.restated IS NULL OR NOT EXISTS {
      MATCH (newer:Declaration {restated: d.restated}) WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
        AND (newer.file > d.file OR newer.file = d.file AND newer.line > d.line) })
  RETURN toString(d.day) AS at, 'declared for the period to this day' AS event, d.statement AS what, null AS subject, d AS record
  UNION ALL
  WITH files, end
  MATCH (v:Verdict)-[:ON]->(:Party {key: $network})
  WHERE v.file < files AND v.day <= $until AND coalesce(v.recorded <= end, v.day <= $until)
    AND (v.restated IS NULL OR NOT EXISTS {
      MATCH (newer:Verdict {restated: v.restated}) WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
        AND (newer.file > v.file OR newer.file = v.file AND newer.line > v.line) })
  RETURN toString(v.day) AS at, 'verdict' AS event, v.verdict + coalesce(' by ' + v.authority, '') AS what, null AS subject, v AS record
  UNION ALL
  WITH files, end
  MATCH (e:ListEntry)-[:LISTS]->(:Party {key: $network})
  WHERE e.file < files AND e.day <= $until AND coalesce(e.recorded <= end, e.day <= $until)
    AND (e.restated IS NULL OR NOT EXISTS {
      MATCH (newer:ListEntry {restated: e.restated}) WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
        AND (newer.file > e.file OR newer.file = e.file AND newer.line > e.line) })
  RETURN toString(e.day) AS at, 'listed' AS event, e.side + ' by ' + e.authority AS what, null AS subject, e AS record
}
MATCH (f:File {number: record.file})
WITH CASE WHEN size(at) = 8 THEN substring(at, 0, 4) + '-' + substring(at, 4, 2) + '-' + substring(at, 6, 2) ELSE at END AS at, event, what, subject, record, f
RETURN at, event, what, subject, record.vid AS id, f.name + ':' + toString(record.line) AS row
ORDER BY at, event, id;
