using Graph.Model.Records;
using Xunit;

namespace Graph.Model.Tests.Records;

public sealed class RecordTypeTests
{
    [Fact]
    public void There_are_eleven_types_with_eleven_words()
    {
        Assert.Equal(11, RecordTypes.All.Count);
        Assert.Equal(11, RecordTypes.All.Select(type => type.FileWord()).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void An_unknown_type_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ((RecordType)99).FileWord());
}
