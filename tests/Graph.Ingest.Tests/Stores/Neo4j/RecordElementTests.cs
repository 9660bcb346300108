using System.Globalization;
using Graph.Ingest.Stores.Neo4j;
using Graph.Model;
using Graph.Model.Records;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j;

/// <summary>How a record becomes an element of the graph.</summary>
public sealed class RecordElementTests
{
    private static readonly World W = new();

    [Fact]
    public void Each_type_writes_its_properties_in_their_order_and_kinds()
    {
        var at = new RowOrigin(2, 7);
        var recorded = World.At("2026-01-05T15:59:59.5Z");
        Check(W.Placement("p1", "2026-01-02", "n1", "x.example", 100, "r", "a", "b") with
        {
            Origin = at,
            RecordedAt = recorded,
            Relation = Relation.Reseller,
            Impressions = 5,
            Format = W.Party("banner"),
        }, "vid=p1#1 file=12 line=7 recorded=2026-01-05T15:59:59.5000000Z day=20260102 gross=100 reseller=r account=a advertiser=b relation=reseller impressions=5 format=banner");
        Check(W.Settlement("s1", "n1", "a", "2026-01-02", -3, SettlementStatus.Held) with { Origin = at, PeriodFrom = World.Day("2026-01-01") },
            "vid=s1#1 file=12 line=7 day=20260102 amount=-3 period_from=20260101 status=held");
        Check(World.Line("s|1", "p\\", 4) with { Origin = at }, @"vid=s\|1|p\\#1 file=12 line=7 settlement=s|1 placement=p\ amount=4");
        Check(W.Registered("a", PartyKind.Account, "2026-02-01") with { Origin = at, Name = "Name" }, "vid=a#1 file=12 line=7 party=a kind=account name=Name closed_on=20260201");
        Check(World.Listed("x.example", "2026-01-01", work: "w") with { Origin = at, Confidence = 50_0000 },
            "vid=x.example|domain|black|office|20260101#1 file=12 line=7 subject=x.example subject_kind=domain side=black authority=office day=20260101 confidence=500000 work_id=w");
        Check(W.Notice("k", "n", "2026-01-05T16:00:00Z") with { Origin = at, Type = NoticeType.SelfInspectionOrder, Response = NoticeResponse.None },
            "vid=k#1 file=12 line=7 network=n subject= type=self_inspection_order day=20260106 sent_at=2026-01-05T16:00:00.0000000Z response=none");
        Check(new Declaration(at, null, "d", W.Party("n")!, World.Day("2026-01-01"), World.Day("2026-01-31"), DeclarationStatement.Listed, "sig", null),
            "vid=d#1 file=12 line=7 network=n period_from=20260101 day=20260131 statement=listed signer=sig");
        Check(new Verdict(at, null, W.Party("n")!, VerdictKind.Clean, World.Day("2026-01-01"), ""), "vid=n|20260101|#1 file=12 line=7 network=n verdict=clean day=20260101 authority=");
        Check(new Work(at, null, "w", "Title", null, "Holder"), "vid=w#1 file=12 line=7 title=Title rights_holder=Holder");
        Check(new Rate(at, null, "USD", World.Day("2026-01-01"), 7.10m), "vid=USD|20260101#1 file=12 line=7 currency=USD day=20260101 rate=7.1");
        Check(new TargetAction(at, null, TargetKind.Relationship, "cut", 1.50m, 0.5m, "u>v"),
            "vid=relationship|u>v|cut#1 file=12 line=7 target_kind=relationship action=cut cost=1.5 efficacy=0.5 target_id=u>v");
    }

    [Fact]
    public void Equal_content_has_one_hash_wherever_it_stands_and_other_content_another()
    {
        var row = W.Settlement("s1", "n1", "a", "2026-01-02", 3);
        var hash = RecordElement.Hash(row);
        Assert.Equal(20, hash.Length);
        Assert.Equal(hash, RecordElement.Hash(row with { Origin = new RowOrigin(3, 9) }));
        Assert.NotEqual(hash, RecordElement.Hash(row with { Status = SettlementStatus.Paid }));
        Assert.NotEqual(hash, RecordElement.Hash(row with { RecordedAt = World.At("2026-01-01") }));
        Assert.Equal(RecordElement.Hash(new Rate(default, null, "USD", World.Day("2026-01-01"), 7.1m)), RecordElement.Hash(new Rate(default, null, "USD", World.Day("2026-01-01"), 7.10m)));
    }

    [Fact]
    public void Keys_of_other_columns_never_meet_and_long_ones_are_cut_at_whole_characters()
    {
        Assert.NotEqual(RecordElement.KeyText(World.Line("a|b", "c", 1)), RecordElement.KeyText(World.Line("a", "b|c", 1)));
        Assert.NotEqual(RecordElement.KeyText(World.Line("a\\", "|b", 1)), RecordElement.KeyText(World.Line("a\\|", "b", 1)));
        var longest = new string('x', 2000);
        Assert.Equal(longest, RecordElement.KeyText(new Work(default, null, longest, "", null, null)));
        var cut = RecordElement.KeyText(new Work(default, null, string.Concat(Enumerable.Repeat("a😀", 700)), "", null, null));
        Assert.Equal(200 - 1 + 1 + 64, cut.Length + (char.IsHighSurrogate(cut[199]) ? 1000 : 0));
        Assert.NotEqual(cut, RecordElement.KeyText(new Work(default, null, string.Concat(Enumerable.Repeat("a😀", 701)), "", null, null)));
    }

    [Fact]
    public void Ends_are_what_a_record_connects_or_speaks_of()
    {
        Assert.Equal(new ElementEnds("n1", null, "x.example"), RecordElement.Ends(W.Placement("p1", "2026-01-02", "n1", "x.example", 100)));
        Assert.Equal(new ElementEnds("n1", "a", null), RecordElement.Ends(W.Settlement("s1", "n1", "a", "2026-01-02", 3)));
        Assert.Equal(new ElementEnds(null, null, "x.example"), RecordElement.Ends(World.Listed("x.example", "2026-01-01")));
        Assert.Equal(new ElementEnds(null, "a", null), RecordElement.Ends(World.Listed("a", "2026-01-01", SubjectKind.Account)));
        Assert.Equal(default, RecordElement.Ends(new TargetAction(default, null, TargetKind.Relationship, "cut", 1, 1, "u>v")));
        Assert.Equal(default, RecordElement.Ends(new TargetAction(default, null, TargetKind.Account, "cut", 1, 1, "")));
        Assert.Equal(new ElementEnds(null, "a", null), RecordElement.Ends(new TargetAction(default, null, TargetKind.Account, "cut", 1, 1, "a")));
    }

    private static void Check<TRecord>(TRecord record, string expected) where TRecord : struct, IRecord
    {
        var element = ElementType.Of(DuckDbTypeOf<TRecord>());
        var writer = new Texts([.. element.Properties]);
        RecordElement.Write(record, RecordElement.Vid(RecordElement.KeyText(record), 1), "-", 10, writer);
        Assert.Equal(expected, writer.Written());
    }

    private static RecordType DuckDbTypeOf<TRecord>() where TRecord : struct, IRecord => Ingest.Stores.DuckDb.RecordRows.TypeOf<TRecord>();

    private sealed class Texts(GraphProperty[] properties) : IPropertyWriter
    {
        private readonly List<string> texts = [];
        private int at;

        public void Text(string? value) => Take(PropertyKind.Text, value);

        public void Whole(long? value) => Take(PropertyKind.Whole, value?.ToString(CultureInfo.InvariantCulture));

        public void Day(DateOnly? value) => Take(PropertyKind.Day, value?.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

        public void Instant(DateTime? value) => Take(PropertyKind.Instant, value?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));

        public string Written()
        {
            Assert.Equal(properties.Length, at);
            return string.Join(' ', texts);
        }

        private void Take(PropertyKind kind, string? text)
        {
            Assert.Equal(properties[at].Kind, kind);
            var name = properties[at++].Name;
            if (text is not null && name != "h")
            {
                texts.Add($"{name}={text}");
            }
        }
    }
}
