using System.Text;
using Graph.Model.Records;

namespace Graph.Ingest.Tests.Stores;

/// <summary>What parties knew as text, field by field with the places of rows, so that two readings can be compared and a difference can be read.</summary>
internal static class KnowledgeDump
{
    public static string Of(KnowledgeRecords r, MoneyRecords money)
    {
        var text = new StringBuilder();
        void Line(string name, IEnumerable<string> items) => text.Append(name).Append('\n').AppendJoin('\n', items).Append('\n');
        string P(int i) => i < 0 ? "-" : money.Parties[i].Id;
        string S(int i) => i < 0 ? "-" : r.Sites[i];
        string W(int i) => i < 0 ? "-" : r.Words[i];
        string At(RowOrigin o) => $"{r.Files[o.File]}:{o.Line}";
        Line("cut", [r.Cut.ToString()]);
        Line("present", r.Present.Order().Select(t => $"  {t}"));
        Line("sites", r.Sites.Select((s, i) => $"  {s} {(r.MoneySites[i] < 0 ? "-" : money.Sites[r.MoneySites[i]])}"));
        Line("list sites", r.ListSites.Select(s => "  " + S(s)));
        Line("words", r.Words.Select(w => "  " + w));
        Line("placements", r.Placements.Select(p => $"  {At(p.Origin)} {p.Day:O} {P(p.Network)} {P(p.Reseller)} {P(p.Account)} {S(p.Site)} {p.Gross} {p.Impressions} {W(p.Format)} {W(p.Geo)} {p.Relation} {p.NamesReseller}"));
        Line("settlements", r.Settlements.Select(s => $"  {At(s.Origin)} {s.Day:O} {P(s.Payer)} {P(s.Payee)} {s.Amount} {s.Status} {s.PeriodFrom:O} {s.PeriodTo:O} {W(s.Rail)}"));
        Line("prices", r.Prices.Select(p => $"  {P(p.Network)} {W(p.Format)} {W(p.Geo)} {p.Week} {p.Gross} {p.Impressions} {p.Rows}"));
        Line("resellers", r.Resellers.Select(s => $"  {P(s.Network)} {P(s.Reseller)} {s.First:O} {s.Last:O} {s.Gross} {s.Sites}"));
        Line("bands", r.Bands.Select(b => $"  {P(b.Payer)} {b.Limit} {b.Below} {b.Above}"));
        Line("notices", r.Notices.Select((n, i) => $"  {At(n.Origin)} {n with { Origin = default }} -> {P(r.NoticeParties[i])} {S(r.NoticeSites[i])} {P(r.NoticeAccounts[i])}"));
        Line("declarations", r.Declarations.Select((d, i) => $"  {At(d.Origin)} {d with { Origin = default }} -> {P(r.DeclarationParties[i])}"));
        Line("verdicts", r.Verdicts.Select((v, i) => $"  {At(v.Origin)} {v with { Origin = default }} -> {P(r.VerdictParties[i])}"));
        Line("places of lists", money.Lists.Select(l => "  " + At(l.Origin)));
        Line("places of parties", money.Parties.Select(p => $"  {p.Id} {(p.Registered is { } row ? $"{At(row.Origin)} {row with { Origin = default }}" : "-")}"));
        return text.ToString();
    }
}
