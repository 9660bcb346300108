using System.Text;
using Graph.Model.Records;

namespace Graph.Ingest.Tests.Stores;

/// <summary>A reading as text, without the places of rows, so that two readings can be compared and a difference can be read.</summary>
internal static class Dump
{
    public static string Of(MoneyRecords r)
    {
        var text = new StringBuilder();
        void Line(string name, IEnumerable<string> items) => text.Append(name).Append('\n').AppendJoin('\n', items).Append('\n');
        string P(int i) => i < 0 ? "-" : r.Parties[i].Id;
        string S(int i) => i < 0 ? "-" : r.Sites[i];
        string Lane(LaneSum l) => $"  {P(l.Network)} {P(l.Reseller)} {P(l.Account)} {S(l.Site)} {l.Gross} {l.Placements}";
        Line("parties", r.Parties.Select(p => $"  {p.Id} {p.Roles} {p.Kind} {(p.Registered is { } row ? row with { Origin = default } : null)}"));
        Line("sites", r.Sites.Select(s => "  " + s));
        Line("lanes", r.Lanes.Select(Lane));
        Line("to date", r.LanesToDate.Select(Lane));
        Line("advertisers", r.Advertisers.Select(a => $"  {P(a.Advertiser)} {P(a.Network)} {a.Gross}"));
        Line("advertiser sites", r.AdvertiserSites.Select(a => $"  {P(a.Advertiser)} {S(a.Site)} {a.Gross}"));
        Line("payments", r.Payments.Select(p => $"  {P(p.Payer)} {P(p.Payee)} {p.Day} {p.Amount} {p.Held} {p.Reversed} {p.Rows}"));
        Line("lines", r.Lines.Select(l => $"  {P(l.Payer)} {P(l.Payee)} | {P(l.Network)} {P(l.Reseller)} {P(l.Account)} {S(l.Site)} {l.Amount}"));
        Line("lists", r.Lists.Select((l, i) => $"  {l with { Origin = default }} -> {S(r.ListSites[i])}"));
        Line("actions", r.Actions.Select(a => $"  {a with { Origin = default }}"));
        Line("dangling", r.Dangling.Select(d => $"  {d.Key} {d.Value}"));
        return text.ToString();
    }
}
