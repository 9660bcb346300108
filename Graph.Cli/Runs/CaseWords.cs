using System.Text.Json;
using Graph.Analysis.Knowledge.Signals;
using Graph.Analysis.Knowledge.Tiers;

namespace Graph.Cli.Runs;

/// <summary>Words of the data contract for values of enumerations: <c>needs_notice</c>, <c>rectification_order</c>.</summary>
internal static class CaseWords
{
    /// <summary>The word of a value whose name is the contract's word in capitals.</summary>
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>K0 to K3.</summary>
    public static string Of(Tier tier) => tier.ToString();

    /// <summary>S1 to S10.</summary>
    public static string Of(SignalId signal) => signal.ToString();
}
