using CsCheck;
using Xunit;

namespace Graph.Model.Tests;

public sealed class NameTableTests
{
    [Fact]
    public void Equal_texts_are_one_object()
    {
        var table = new NameTable();
        var first = table.Intern("alpha-ads");
        var again = table.Intern(new string("alpha-ads".ToCharArray()));
        Assert.Same(first, again);
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void Ordinals_are_dense_and_in_order_of_first_appearance() =>
        Gen.String[Gen.Char["abAB"], 1, 3].List[0, 60].Sample(texts =>
        {
            var table = new NameTable();
            foreach (var text in texts)
            {
                table.Intern(text);
            }

            var distinct = texts.Distinct(StringComparer.Ordinal).ToList();
            Assert.Equal(distinct.Count, table.Count);
            for (var i = 0; i < distinct.Count; i++)
            {
                Assert.Equal(distinct[i], table[i].Text);
                Assert.Equal(i, table[i].Ordinal);
            }
        });

    [Fact]
    public void Texts_that_differ_in_case_or_form_are_different_names()
    {
        var table = new NameTable();
        // é as one character and as e with a combining accent: normalising is the reader's business, not the table's.
        var names = new[] { "Net", "net", "n\u00e9t", "ne\u0301t" }.Select(table.Intern).ToList();
        Assert.Equal(4, names.Distinct().Count());
    }

    [Fact]
    public void A_name_shows_its_text() => Assert.Equal("net-1", new NameTable().Intern("net-1").ToString());

    [Fact]
    public void Tables_of_a_load_are_separate()
    {
        var names = new RecordNames();
        names.Parties.Intern("a");
        Assert.Equal((1, 0, 0), (names.Parties.Count, names.Hosts.Count, names.Words.Count));
    }
}
