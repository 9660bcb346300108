// What does the judgement of a party rest on?
//
// All findings of one run on the party, the strongest first.
//
// Parameters (in the Browser: type each line from the colon on)
//   party text: The party.
//     :param party => 'net-1'
//   run text: The run; the empty text stands for the newest that judged.
//     :param run => ''
//
// Columns
//   run text: The run.
//   tier text: The party's tier in it.
//   signal text: The signal that fired.
//   weight real: Its strength, 0..1.
//   claim text: What it says.
//   amount text: Money concerned.
//   since whole: The day from which on the conduct is seen, or nothing.
//   rule text: The rule by which it fired.
//   innocent texts: Innocent explanations tested, and what was found.
//   rows texts: Rows cited, as file:line.
//   line_sha256 text: Hash of the line of evidence.jsonl.
MATCH (r:Run) WHERE r.status = 'done'
MATCH (c:Current {key: 'findings'}) WHERE r.id = CASE WHEN $run = '' THEN c.run ELSE $run END
MATCH (s:Score {key: r.id + '|' + $party})
MATCH (x:Finding {run: r.id})-[:ABOUT]->(:Party {key: $party})
RETURN r.id AS run, s.tier AS tier, x.signal AS signal, x.weight AS weight, x.claim AS claim, CASE WHEN x.amount < 0 THEN '-' ELSE '' END + toString(abs(x.amount) / 10000) + '.' + right('000' + toString(abs(x.amount) % 10000), 4) AS amount,
  x.since AS since, x.rule AS rule, x.innocent AS innocent, x.rows AS rows, x.line_sha256 AS line_sha256
ORDER BY x.weight DESC, x.line;

// The same as a picture.
MATCH (r:Run) WHERE r.status = 'done'
MATCH (c:Current {key: 'findings'}) WHERE r.id = CASE WHEN $run = '' THEN c.run ELSE $run END
MATCH about = (x:Finding {run: r.id})-[:ABOUT]->(:Party {key: $party})
OPTIONAL MATCH cites = (x)-[:CITES]->()
RETURN about, cites;
