using System.Globalization;

namespace Graph.Ingest.Stores.Neo4j.Findings;

/// <summary>What parties and sites show of the newest runs: of the one that judged, and of the one that ranked.</summary>
/// <remarks>Only properties of a fixed list are set or removed, all beginning with m, and the labels K0 to K3, by which the Browser colours: whatever else
/// stands on a node is somebody's own. All of it changes in one statement, so that nobody sees two runs mixed.</remarks>
internal static class ShownFigures
{
    /// <summary>What a party shows of the run that scored it.</summary>
    private static readonly (string Property, string Figure)[] ScoreFigures =
    [
        ("mRun", "run"), ("mAsOf", "as_of"), ("mScore", "exposure_share"), ("mPlace", "place"), ("mTier", "tier"), ("mDecision", "decision"),
        ("mProbability", "probability"), ("mProbabilityLow", "probability_low"), ("mProbabilityHigh", "probability_high"),
        ("mExposure", "exposure"), ("mExposureLow", "exposure_low"), ("mExposureHigh", "exposure_high"),
        ("mShareLow", "share_low"), ("mShareHigh", "share_high"), ("mPayeeShare", "payee_share"), ("mCriticality", "criticality"),
        ("mSettledToPirates", "settled_to_pirates"), ("mPirateSites", "pirate_sites"), ("mReasons", "reasons"),
    ];

    /// <summary>What a party or site shows of the run that ranked it as a target, from its first target there.</summary>
    private static readonly (string Property, string Figure)[] TargetFigures =
        [("mPlan", "run"), ("mRank", "rank"), ("mAction", "action"), ("mGain", "gain")];

    /// <summary>Goes on from the locked <c>:Current</c> node <c>c</c>: finds the newest runs (by as-of date, then by number), and changes what is shown.</summary>
    public static string Statement => $$"""
        WITH DISTINCT c
        OPTIONAL MATCH (n:Run) WHERE n.status = 'done' AND n.scores IS NOT NULL
        WITH c, n ORDER BY n.as_of DESC, n.number DESC
        WITH c, head(collect(n.id)) AS scores
        OPTIONAL MATCH (m:Run) WHERE m.status = 'done' AND m.targets IS NOT NULL
        WITH c, scores, m ORDER BY m.as_of DESC, m.number DESC
        WITH c, scores, head(collect(m.id)) AS plan
        SET c.run = scores, c.plan = plan
        WITH scores, plan
        CALL {
          WITH scores
          MATCH (p:Party) WHERE p.mRun IS NOT NULL AND (scores IS NULL OR p.mRun <> scores AND NOT EXISTS { MATCH (p)<-[:SCORES]-(:Score {run: scores}) })
          REMOVE {{Each(ScoreFigures, "p.{0}")}}, p:K0:K1:K2:K3
          RETURN count(*) AS scoresGone
        }
        CALL {
          WITH scores
          MATCH (s:Score {run: scores})-[:SCORES]->(p:Party) WHERE p.mRun IS NULL OR p.mRun <> scores
          SET {{Each(ScoreFigures, "p.{0} = s.{1}")}}
          REMOVE p:K0:K1:K2:K3
          {{Tiers}}
          RETURN count(*) AS scoresShown
        }
        CALL {
          WITH plan
          MATCH (x:Party) WHERE x.mPlan IS NOT NULL AND (plan IS NULL OR x.mPlan <> plan)
          REMOVE {{Each(TargetFigures, "x.{0}")}}
          RETURN count(*) AS partiesGone
        }
        CALL {
          WITH plan
          MATCH (x:Site) WHERE x.mPlan IS NOT NULL AND (plan IS NULL OR x.mPlan <> plan)
          REMOVE {{Each(TargetFigures, "x.{0}")}}
          RETURN count(*) AS sitesGone
        }
        CALL {
          WITH plan
          MATCH (t:Target {run: plan})-[:AIMS_AT {role: 'target'}]->(x)
          WITH x, t ORDER BY t.rank
          WITH x, head(collect(t)) AS t
          SET {{Each(TargetFigures, "x.{0} = t.{1}")}}
          RETURN count(*) AS targetsShown
        }
        RETURN scores, plan, scoresShown, targetsShown
        """;

    private static string Tiers => string.Join(
        "\n  ", new[] { "K0", "K1", "K2", "K3" }.Select(tier => $"FOREACH (x IN CASE WHEN s.tier = '{tier}' THEN [1] ELSE [] END | SET p:{tier})"));

    private static string Each((string Property, string Figure)[] figures, string format) =>
        string.Join(", ", figures.Select(f => string.Format(CultureInfo.InvariantCulture, format, f.Property, f.Figure)));
}
