// What changed between two runs?
//
// Parties whose tier, decision, probability or exposure is not the same in both, the largest change of exposure first.
//
// Parameters (in the Browser: type each line from the colon on)
//   before text: The earlier run.
//     :param before => '2026-11-15-0123456789ab'
//   after text: The later run.
//     :param after => '2026-11-22-0123456789ab'
//
// Columns
//   party text: The party.
//   tier_before text: Its tier before, or nothing: it was not judged.
//   tier_after text: Its tier after, or nothing.
//   decision_before text: The decision before.
//   decision_after text: The decision after.
//   probability_before real: The probability before.
//   probability_after real: The probability after.
//   exposure_before text: The exposure before.
//   exposure_after text: The exposure after.
MATCH (old:Run {id: $before}), (new:Run {id: $after})
WHERE old.status = 'done' AND new.status = 'done'
CALL {
  WITH old, new
  MATCH (s:Score) WHERE s.run = old.id OR s.run = new.id
  RETURN DISTINCT s.party AS party
}
OPTIONAL MATCH (b:Score {key: old.id + '|' + party})
OPTIONAL MATCH (a:Score {key: new.id + '|' + party})
WITH party, a, b
WHERE a IS NULL OR b IS NULL OR a.tier <> b.tier OR a.decision <> b.decision OR a.exposure <> b.exposure OR a.exposure_share <> b.exposure_share
  OR coalesce(a.probability, -1.0) <> coalesce(b.probability, -1.0)
WITH party, a, b ORDER BY abs(coalesce(a.exposure, 0) - coalesce(b.exposure, 0)) DESC, party
RETURN party, b.tier AS tier_before, a.tier AS tier_after, b.decision AS decision_before, a.decision AS decision_after,
  b.probability AS probability_before, a.probability AS probability_after,
  toString(b.exposure / 10000) + '.' + right('000' + toString(b.exposure % 10000), 4) AS exposure_before,
  toString(a.exposure / 10000) + '.' + right('000' + toString(a.exposure % 10000), 4) AS exposure_after;
