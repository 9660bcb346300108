using System.Globalization;
using Graph.Model.Records;

namespace Graph.Analysis.Targets.Rules;

/// <summary>Patterns and figures of rules as people read them in messages.</summary>
internal static class PatternText
{
    /// <summary>A pattern, such as <c>action freeze, region east</c>.</summary>
    public static string Of(ActionPattern pattern)
    {
        var parts = new List<string>();
        Add(parts, "target kind", pattern.Kind is { } kind ? Word(kind) : null);
        Add(parts, "target", pattern.TargetId);
        Add(parts, "action", pattern.Action);
        Add(parts, "region", pattern.Region);
        Add(parts, "team", pattern.Team);
        return parts.Count == 0 ? "any action" : string.Join(", ", parts);
    }

    /// <summary>The word of a kind of target in files.</summary>
    public static string Word(TargetKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>An amount in the unit of the costs.</summary>
    public static string Cost(decimal cost) => cost.ToString("0.####", CultureInfo.InvariantCulture);

    private static void Add(List<string> parts, string name, string? value)
    {
        if (value is not null)
        {
            parts.Add($"{name} {value}");
        }
    }
}
