// Who still pays an account after notice was served of it?
//
// Notices on the account, whoever received them, and payments to it dated after the day (UTC+8) of the first delivery.
// Held payments count nothing, reversed ones only where they take money back.
// Nothing dated after $until is seen, and of each record the newest version known by the end of that day (UTC+8).
//
// Parameters (in the Browser: type each line from the colon on)
//   account text: The account.
//     :param account => 'acc-7'
//   until day: Last day, and the day as of which records are seen.
//     :param until => 20261122
//
// Columns
//   payer text: Who pays.
//   told_on whole: The day on which this payer was first served notice of the account, or nothing: it was never served.
//   amount text: What it paid after the first delivery to anybody.
//   amount_after_told text: What it paid after it was told itself.
//   payments whole: How many payments.
//   last_day whole: The day of the last.
//   rows texts: Where the payments stand, as file:line.
MATCH (f:File)
WITH count(f) AS files, substring(toString($until), 0, 4) + '-' + substring(toString($until), 4, 2) + '-' + substring(toString($until), 6, 2)
  + 'T15:59:59.9999999Z' AS end
MATCH (m:Notice {subject: $account})
WHERE m.delivered_at <= end AND m.sent_at <= end AND m.file < files AND m.day <= $until AND coalesce(m.recorded <= end, m.day <= $until)
  AND (m.restated IS NULL OR NOT EXISTS {
    MATCH (newer:Notice {restated: m.restated}) WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
      AND (newer.file > m.file OR newer.file = m.file AND newer.line > m.line) })
WITH files, end, m.network AS addressee, date(datetime(m.delivered_at) + duration('PT8H')) AS served
WITH files, end, addressee, min(served.year * 10000 + served.month * 100 + served.day) AS told
WITH files, end, collect({payer: addressee, told: told}) AS notices, min(told) AS first
MATCH (p:Party)-[r:SETTLED]->(:Party {key: $account})
WHERE r.day > first AND r.file < files AND r.day <= $until AND coalesce(r.recorded <= end, r.day <= $until)
  AND (r.restated IS NULL OR NOT EXISTS {
    MATCH ()-[newer:SETTLED {restated: r.restated}]->() WHERE newer.file < files AND coalesce(newer.recorded <= end, newer.day <= $until)
      AND (newer.file > r.file OR newer.file = r.file AND newer.line > r.line) })
MATCH (f:File {number: r.file})
WITH p.key AS payer, [n IN notices WHERE n.payer = p.key | n.told][0] AS told_on, r, f,
  CASE WHEN r.status = 'held' OR r.status = 'reversed' AND r.amount > 0 THEN 0 ELSE r.amount END AS counted
ORDER BY payer, r.day, r.file, r.line
WITH payer, told_on, sum(counted) AS amount, sum(CASE WHEN r.day > told_on THEN counted ELSE 0 END) AS after_told, count(*) AS payments, max(r.day) AS last_day,
  collect(f.name + ':' + toString(r.line)) AS rows
RETURN payer, told_on, CASE WHEN amount < 0 THEN '-' ELSE '' END + toString(abs(amount) / 10000) + '.' + right('000' + toString(abs(amount) % 10000), 4) AS amount,
  CASE WHEN after_told < 0 THEN '-' ELSE '' END + toString(abs(after_told) / 10000) + '.' + right('000' + toString(abs(after_told) % 10000), 4) AS amount_after_told, payments, last_day, rows
ORDER BY payments DESC, payer;
