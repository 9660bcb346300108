using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using Graph.Analysis.Knowledge.Signals;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

/// <summary>What a user reads about a signal is what its documentation says, and no sentence has a gap.</summary>
public sealed partial class SignalTextTests
{
    public static TheoryData<SignalId> Ids => [.. SignalCatalog.All.Select(signal => signal.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Meaning_is_the_documentation_of_the_class(SignalId id)
    {
        var signal = Of(id);
        var file = Path.ChangeExtension(typeof(SignalCatalog).Assembly.Location, ".xml");
        var member = XDocument.Load(file).Descendants("member").Single(node => (string)node.Attribute("name")! == "T:" + signal.Run.Method.DeclaringType!.FullName);
        Assert.Equal(signal.Text.Meaning.En, Spaces().Replace(member.Element("summary")!.Value, " ").Trim());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Both_languages_have_the_same_gaps(SignalId id)
    {
        var text = Of(id).Text;
        Assert.Equal(text.Explanations.Keys, text.Refutations.Keys);
        foreach (var sentence in text.Explanations.Values.Concat(text.Refutations.Values).Concat(text.Reasons.Values).Append(text.Title).Append(text.Meaning).Append(text.Fired))
        {
            Assert.Equal(Gaps(sentence.En).Order(StringComparer.Ordinal), Gaps(sentence.Zh).Order(StringComparer.Ordinal));
            Assert.NotEmpty(sentence.Zh);
        }
    }

    [Fact]
    public void Names_of_measures_are_unique_and_of_their_family()
    {
        var measures = SignalCatalog.All.SelectMany(signal => signal.Measures.Select(measure => (signal, measure))).ToList();
        Assert.Equal(measures.Count, measures.Select(entry => entry.measure.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(measures, entry => Assert.Equal(entry.signal.Id.ToString(), entry.measure.Family));
    }

    [Fact]
    public void Findings_fill_every_gap_and_are_well_formed() => ToldWorlds.Random.Sample(world =>
    {
        var view = KnowledgeWorlds.View(world);
        foreach (var signal in SignalCatalog.All)
        {
            var result = signal.Run(view, CancellationToken.None);
            Assert.Equal(view.Judged, result.Findings.Select(finding => finding.Party));
            Assert.All(result.Findings, finding => IsWellFormed(signal, finding));
        }
    }, iter: 150, threads: 1);

    private static void IsWellFormed(SignalDefinition signal, SignalFinding finding)
    {
        Assert.Equal(signal.Id, finding.Signal);
        if (finding.State == SignalState.NotAssessable)
        {
            Assert.True(double.IsNaN(finding.Statistic));
            Assert.True(finding.Missing.Count > 0 ^ finding.Reason is not null);
            IsFilled(finding.Reason is { } reason ? signal.Text.Reasons[reason] : signal.Text.Title, finding.Facts);
            return;
        }

        IsFilled(signal.Text.Fired, finding.Facts);
        Assert.False(double.IsNaN(finding.Statistic));
        Assert.Equal(signal.Measures.Count, finding.Measures.Count);
        Assert.Equal(finding.State == SignalState.Fired, finding.Weight > 0.0);
        Assert.InRange(finding.Weight, 0.0, 1.0);

        // Tailored service has a first day only where it went on after a notice.
        Assert.True(finding.Since is null || finding.State == SignalState.Fired);
        Assert.True(finding.Since is not null || finding.State != SignalState.Fired || finding.Signal == SignalId.S9);
        Assert.InRange(finding.Rows.Count, finding.State == SignalState.Fired ? 1 : 0, Math.Min(SignalFinding.MaxRows, finding.RowsInAll));
        Assert.Equal(finding.Rows.OrderBy(row => row.File).ThenBy(row => row.Line).Distinct(), finding.Rows);
        Assert.True(finding.Amount >= 0);
        foreach (var test in finding.Innocent)
        {
            IsFilled(test.Holds ? signal.Text.Explanations[test.Code] : signal.Text.Refutations[test.Code], test.Facts);
        }

        if (finding.State == SignalState.Explained)
        {
            Assert.Contains(finding.Innocent, test => test.Holds);
        }
    }

    private static void IsFilled(Bilingual sentence, IReadOnlyDictionary<string, string> facts) =>
        Assert.All(Gaps(sentence.En).Concat(Gaps(sentence.Zh)), gap => Assert.True(facts.ContainsKey(gap), $"{gap} is missing in: {sentence.En}"));

    private static IEnumerable<string> Gaps(string sentence) => Gap().Matches(sentence).Select(match => match.Groups[1].Value);

    private static SignalDefinition Of(SignalId id) => SignalCatalog.All.Single(signal => signal.Id == id);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
