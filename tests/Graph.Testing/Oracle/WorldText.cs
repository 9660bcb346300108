using System.Globalization;
using System.Text;
using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>A small world of records, written row by row in a test or read from plain CSV files (no quotes).</summary>
/// <remarks>Rows count in the order in which they were added: a later row of a known key restates.</remarks>
public sealed class WorldText
{
    public List<PlacementRow> Placements { get; } = [];

    public List<SettlementRow> Settlements { get; } = [];

    public List<LineRow> Lines { get; } = [];

    public List<PartyRow> Parties { get; } = [];

    public List<ListRow> Lists { get; } = [];

    public List<RateRow> Rates { get; } = [];

    public List<ActionRow> Actions { get; } = [];

    /// <summary>The default as-of date: the newest accrual date.</summary>
    public DateOnly NewestAccrual => Placements.Max(p => p.Date);

    /// <summary>The cut that a run takes when nothing is said.</summary>
    public AsOfCut DefaultCut => new(NewestAccrual, null, AsOfCut.DefaultWindowWeeks);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public WorldText Placement(
        string id, string date, string network, string? account, string host, decimal gross,
        string? reseller = null, string? advertiser = null, string? currency = null, string? recordedAt = null)
    {
        Placements.Add(new PlacementRow(id, Day(date), network, reseller, account, host, gross, advertiser, currency, recordedAt));
        return this;
    }

    public WorldText Settlement(
        string id, string payer, string payee, string date, decimal amount,
        string? status = null, string? currency = null, string? recordedAt = null)
    {
        Settlements.Add(new SettlementRow(id, payer, payee, Day(date), amount, status, currency, recordedAt));
        return this;
    }

    public WorldText Line(string settlement, string placement, decimal amount, string? recordedAt = null)
    {
        Lines.Add(new LineRow(settlement, placement, amount, recordedAt));
        return this;
    }

    public WorldText Party(string id, PartyKind kind, string? name = null)
    {
        Parties.Add(new PartyRow(id, kind, name));
        return this;
    }

    public WorldText Black(string host, string from, string? to = null, decimal? confidence = null, string authority = "office", string? recordedAt = null)
    {
        Lists.Add(new ListRow(host, SubjectKind.Domain, ListSide.Black, authority, Day(from), to is null ? null : Day(to), confidence, recordedAt));
        return this;
    }

    public WorldText White(string host, string from, string? to = null, string authority = "office", string? recordedAt = null)
    {
        Lists.Add(new ListRow(host, SubjectKind.Domain, ListSide.White, authority, Day(from), to is null ? null : Day(to), null, recordedAt));
        return this;
    }

    public WorldText Rate(string currency, string from, decimal rate)
    {
        Rates.Add(new RateRow(currency, Day(from), rate));
        return this;
    }

    public WorldText Action(TargetKind kind, string action, decimal cost, decimal efficacy, string targetId = "")
    {
        Actions.Add(new ActionRow(kind, action, cost, efficacy, targetId));
        return this;
    }

    /// <summary>Writes one file per record type that has rows.</summary>
    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (file, text) in Files())
        {
            File.WriteAllText(Path.Combine(folder, file), text, new UTF8Encoding(false));
        }
    }

    /// <summary>All files, so that a failing random world can be read and kept.</summary>
    public override string ToString() => string.Concat(Files().Select(f => $"\n--- {f.File}\n{f.Text}"));

    private IEnumerable<(string File, string Text)> Files() => new[]
    {
        Table("placements.csv", "placement_id,accrual_date,network_id,reseller_id,account_id,domain,gross_amount,advertiser_id,currency,recorded_at",
            Placements.Select(p => Cells(p.Id, p.Date, p.Network, p.Reseller, p.Account, p.Host, p.Gross, p.Advertiser, p.Currency, p.RecordedAt))),
        Table("settlements.csv", "settlement_id,payer_id,payee_id,pay_date,amount,status,currency,recorded_at",
            Settlements.Select(s => Cells(s.Id, s.Payer, s.Payee, s.Date, s.Amount, s.Status, s.Currency, s.RecordedAt))),
        Table("settlement_lines.csv", "settlement_id,placement_id,amount,recorded_at",
            Lines.Select(l => Cells(l.Settlement, l.Placement, l.Amount, l.RecordedAt))),
        Table("parties.csv", "party_id,kind,name", Parties.Select(p => Cells(p.Id, p.Kind, p.Name))),
        Table("lists.csv", "subject,subject_kind,list,authority,valid_from,valid_to,confidence,recorded_at",
            Lists.Select(l => Cells(l.Subject, l.Kind, l.Side, l.Authority, l.From, l.To, l.Confidence, l.RecordedAt))),
        Table("rates.csv", "currency,valid_from,rate_to_base", Rates.Select(r => Cells(r.Currency, r.From, r.Rate))),
        Table("actions.csv", "target_kind,action,cost,efficacy,target_id",
            Actions.Select(a => Cells(a.Kind, a.Action, a.Cost, a.Efficacy, a.TargetId))),
    }.OfType<(string File, string Text)>();

    /// <summary>Reads the plain CSV files of a folder, in ordinal order of their names.</summary>
    public static WorldText Load(string folder)
    {
        var world = new WorldText();
        foreach (var path in Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            var lines = File.ReadAllLines(path);
            var header = lines[0].Split(',');
            foreach (var line in lines.Skip(1).Where(l => l.Length > 0))
            {
                var cells = line.Split(',');
                if (cells.Length != header.Length)
                {
                    throw new InvalidDataException($"{path}: {line}: {cells.Length} cells, expected {header.Length}");
                }

                world.Add(Path.GetFileName(path), header.Zip(cells).ToDictionary(p => p.First, p => p.Second));
            }
        }

        return world;
    }

    private void Add(string file, Dictionary<string, string> row)
    {
        string? Cell(string column) => row.TryGetValue(column, out var text) && text.Length > 0 ? text : null;
        string Need(string column) => Cell(column) ?? throw new InvalidDataException($"{file}: {column} is empty");
        decimal Number(string column) => decimal.Parse(Need(column), CultureInfo.InvariantCulture);
        T Word<T>(string column) where T : struct, Enum => Enum.Parse<T>(Need(column), ignoreCase: true);
        DateOnly? Date(string column) => Cell(column) is { } text ? Day(text) : null;

        if (file.StartsWith("placements", StringComparison.Ordinal))
        {
            Placements.Add(new PlacementRow(Need("placement_id"), Day(Need("accrual_date")), Need("network_id"), Cell("reseller_id"),
                Cell("account_id"), Need("domain"), Number("gross_amount"), Cell("advertiser_id"), Cell("currency"), Cell("recorded_at")));
        }
        else if (file.StartsWith("settlement_lines", StringComparison.Ordinal))
        {
            Lines.Add(new LineRow(Need("settlement_id"), Need("placement_id"), Number("amount"), Cell("recorded_at")));
        }
        else if (file.StartsWith("settlements", StringComparison.Ordinal))
        {
            Settlements.Add(new SettlementRow(Need("settlement_id"), Need("payer_id"), Need("payee_id"), Day(Need("pay_date")),
                Number("amount"), Cell("status"), Cell("currency"), Cell("recorded_at")));
        }
        else if (file.StartsWith("parties", StringComparison.Ordinal))
        {
            Parties.Add(new PartyRow(Need("party_id"), Word<PartyKind>("kind"), Cell("name")));
        }
        else if (file.StartsWith("lists", StringComparison.Ordinal))
        {
            Lists.Add(new ListRow(Need("subject"), Word<SubjectKind>("subject_kind"), Word<ListSide>("list"), Need("authority"),
                Day(Need("valid_from")), Date("valid_to"), Cell("confidence") is null ? null : Number("confidence"), Cell("recorded_at")));
        }
        else if (file.StartsWith("rates", StringComparison.Ordinal))
        {
            Rates.Add(new RateRow(Need("currency"), Day(Need("valid_from")), Number("rate_to_base")));
        }
        else if (file.StartsWith("actions", StringComparison.Ordinal))
        {
            Actions.Add(new ActionRow(Word<TargetKind>("target_kind"), Need("action"), Number("cost"), Number("efficacy"), Cell("target_id") ?? ""));
        }
        else
        {
            throw new InvalidDataException($"{file}: no record type");
        }
    }

    private static string Cells(params object?[] cells) => string.Join(',', cells.Select(cell => cell switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum word => word.ToString().ToLowerInvariant(),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString(),
    }));

    private static (string File, string Text)? Table(string file, string header, IEnumerable<string> rows)
    {
        var lines = string.Concat(rows.Select(row => row + "\n"));
        return lines.Length == 0 ? null : (file, header + "\n" + lines);
    }
}
