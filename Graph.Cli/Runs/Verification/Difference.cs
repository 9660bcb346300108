using System.Globalization;

namespace Graph.Cli.Runs.Verification;

/// <summary>Something that is not as the run left it.</summary>
/// <param name="File">The file concerned: one of the run folder, or an input file.</param>
/// <param name="Line">Its 1-based line, or null: the file as a whole.</param>
/// <param name="What">What differs.</param>
/// <param name="Expected">What should be there.</param>
/// <param name="Found">What is there.</param>
internal sealed record Difference(string File, long? Line, string What, string Expected, string Found)
{
    /// <inheritdoc />
    public override string ToString()
    {
        var place = Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{File} line {line}") : File;
        return $"{place}: {What}: expected {Expected}, found {Found}";
    }
}

/// <summary>One thing looked at.</summary>
/// <param name="What">What.</param>
/// <param name="State"><c>ok</c>, <c>differs</c>, or <c>not looked at</c>.</param>
/// <param name="Found">How much was looked at, or why nothing.</param>
internal sealed record Check(string What, string State, string Found)
{
    /// <summary>It is as the run left it.</summary>
    public const string Ok = "ok";

    /// <summary>It is not.</summary>
    public const string Differs = "differs";

    /// <summary>It was not looked at, or not all of it could be told.</summary>
    public const string NotLookedAt = "not looked at";

    /// <summary>A check that was made.</summary>
    public static Check Of(string what, Difference? difference, string found) => new(what, difference is null ? Ok : Differs, found);
}
