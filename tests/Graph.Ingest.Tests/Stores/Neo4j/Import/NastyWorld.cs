using System.Globalization;
using System.Text;
using Graph.Model;

namespace Graph.Ingest.Tests.Stores.Neo4j.Import;

/// <summary>Folders of all record types whose texts try the patience of a CSV reader: quotes, delimiters, line breaks, blanks, backslashes, signs outside
/// the first plane, words that look like numbers. Keys repeat, with the same content and with other.</summary>
internal sealed class NastyWorld
{
    private static readonly string[] Ids =
    [
        "n\"1", "a,b", "semi;colon", "back\\", "\\", "pipe|x", "hash#1", "000123", "1e5", "true", "null", "\U0001F600 party", "\U00020000", "it's", "a  b", "Ünï",
        "=SUM(A1)", "--x", "site:x.example", "N", "n", "\"", "\"\"", "x|y\\|z", "𝄞#2", "{\"a\":1}", "'", "`", "$p",
    ];

    private static readonly string[] Texts =
    [
        "two\nlines", "dos\r\nlines", "old\rmac", "tab\there", "say \"hi\"", "ends with \\", "a;b,c", "\U0001F4B0", "0012", "-1.5", "true", "\"", "x\u00a0y", "N/A",
        "\\n is no break", "\"\n\"", "a\u2028b", "null", "zero\u200Bwidth", "ﬁ", "end,",
    ];

    private static readonly string[] Hosts = ["x.example", "m.x.example", "deep.m.x.example", "xn--80ak6aa92e.example", "y.example", "a.b.co.uk", "b.co.uk"];
    private static readonly string[] Recorded = ["", "", "2026-01-05T15:59:59.1234567Z", "2026-01-06", "2026-01-20T00:00:00+08:00"];

    private SeededRandom random;

    /// <summary>A world of a seed.</summary>
    public NastyWorld(ulong seed) => random = new SeededRandom(seed);

    /// <summary>Writes all files.</summary>
    public void WriteTo(string folder, int rows)
    {
        Directory.CreateDirectory(folder);
        Write(folder, "placements.csv", rows, ["placement_id", "accrual_date", "network_id", "domain", "gross_amount", "advertiser_id", "reseller_id", "account_id",
            "relation", "impressions", "clicks", "currency", "format", "geo", "recorded_at", "un,known\n\"col\""], Placement);
        Write(folder, "placements-b.csv", rows / 2, ["placement_id", "accrual_date", "network_id", "domain", "gross_amount", "recorded_at"], () =>
            [Key("p", rows), Day(), Id(), Host(), Amount(), At()]);
        Write(folder, "settlements.csv", rows, ["settlement_id", "payer_id", "payee_id", "pay_date", "amount", "period_from", "period_to", "currency", "rail", "status", "recorded_at"], () =>
            [Key("s", rows), Id(), Id(), Day(), "-" + Amount(), Maybe(Day()), Maybe(Day()), Maybe("usd"), Maybe(Id()), One("", "paid", "Held", "released", "reversed"), At()]);
        Write(folder, "settlement_lines.csv", rows, ["settlement_id", "placement_id", "amount", "recorded_at"], () => [Key("s", rows), Key("p", rows), Amount(), At()]);
        Write(folder, "parties.csv", rows / 2, ["party_id", "kind", "name", "legal_id", "region", "opened_on", "closed_on", "recorded_at"], () =>
            [Id(), One("network", "reseller", "account", "advertiser"), Text(), Maybe(Id()), Text(), Maybe(Day()), Maybe(Day()), At()]);
        Write(folder, "lists.csv", rows / 2, ["subject", "subject_kind", "list", "authority", "valid_from", "valid_to", "confidence", "work_id", "evidence_sha256", "recorded_at"], ListEntry);
        Write(folder, "notices.csv", rows / 2, ["notice_id", "network_id", "subject", "type", "sent_at", "delivered_at", "deadline", "responded_at", "response", "document_sha256", "recorded_at"], () =>
            [Key("k", rows), Id(), One("", Id(), Host()), One("notice", "self_inspection_order", "penalty"), Moment(), Maybe(Moment()), Maybe(Day()), Maybe(Moment()), One("", "none", "partial"), Maybe(Text()), At()]);
        Write(folder, "declarations.csv", rows / 2, ["declaration_id", "network_id", "period_from", "period_to", "statement", "signer", "document_sha256", "recorded_at"], () =>
            [Key("d", rows), Id(), "2025-12-01", Day(), One("none", "removed", "listed"), Text(), Maybe(Text()), At()]);
        Write(folder, "verdicts.csv", rows / 2, ["network_id", "verdict", "decided_on", "authority", "recorded_at"], () =>
            [Id(), One("knowing", "negligent", "clean"), Day(), Maybe(Id()), At()]);
        Write(folder, "works.csv", rows / 2, ["work_id", "title", "kind", "rights_holder", "recorded_at"], () => [Key("w", rows), Text(), Text(), Text(), At()]);
        Write(folder, "rates.csv", 4, ["currency", "valid_from", "rate_to_base", "recorded_at"], () => ["usd", One("2025-01-01", "2025-06-01"), One("7", "7.1", "6.9000000001"), At()]);
        Write(folder, "actions.csv", rows / 2, ["target_kind", "action", "cost", "efficacy", "target_id", "recorded_at"], Action);
        File.WriteAllText(Path.Combine(folder, "works-refused.csv"), "what,is\nthis,file\n");
    }

    private string[] Placement() =>
    [
        Key("p", 40), Day(), Id(), Host(), random.Below(9) == 0 ? "one\n,\"million\"" : Amount(), Maybe(Id()), Maybe(Id()), Maybe(Id()), One("", "DIRECT", "reseller"),
        Maybe("12"), Maybe("0"), Maybe("USD"), Maybe(Id()), Maybe("cn"), At(), Text(),
    ];

    private string[] ListEntry()
    {
        var kind = One("domain", "network", "account");
        return [kind == "domain" ? Host() : Id(), kind, One("black", "white"), Id(), Day(), Maybe(Day()), Maybe(One("99.9999", "0", "50")), Maybe(Key("w", 9)), Maybe(Id()), At()];
    }

    private string[] Action()
    {
        var kind = One("network", "reseller", "account", "relationship");
        return [kind, One("cut", Id()), One("1.50", "1.5", "0.0000000001"), One("0", "1", "0.25"), kind == "relationship" ? "a,b > n\"1" : Maybe(Id()), At()];
    }

    private void Write(string folder, string name, int rows, string[] header, Func<string[]> row)
    {
        var text = new StringBuilder().AppendJoin(',', header.Select(Quoted)).Append('\n');
        for (var i = 0; i < rows; i++)
        {
            text.AppendJoin(',', row().Select(Quoted)).Append(random.Below(2) == 0 ? "\n" : "\r\n");
        }

        File.WriteAllText(Path.Combine(folder, name), text.ToString(), new UTF8Encoding(false));
    }

    private static string Quoted(string field) => field.Length == 0 ? "" : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private string One(params string[] words) => words[(int)random.Below(words.Length)];

    private string Maybe(string text) => random.Below(3) == 0 ? text : "";

    private string Id() => One(Ids);

    private string Host() => One(Hosts);

    private string Text() => random.Below(4) == 0 ? "" : random.Below(3) == 0 ? One(Texts) + One(Ids) + One(Texts) : One(Texts);

    private string Key(string prefix, int rows) => random.Below(3) == 0 ? Id() : prefix + One(Ids) + random.Below(rows).ToString(CultureInfo.InvariantCulture);

    private string Day() => new DateOnly(2026, 1, 1).AddDays((int)random.Below(30)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Moment() => Day() + One("", "T23:59:59.5", "T08:00:00+08:00");

    private string Amount() => One("1", "0.0001", "900000000000.9999", "12.5", "0");

    private string At() => One(Recorded);
}
