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

    public List<NoticeRow> Notices { get; } = [];

    public List<DeclarationRow> Declarations { get; } = [];

    public List<VerdictRow> Verdicts { get; } = [];

    /// <summary>Where the rows of a type that were read from files stand, in their order; rows added later follow in the type's own file.</summary>
    internal Dictionary<RecordType, List<(string File, long Line)>> Sources { get; } = [];

    /// <summary>The default as-of date: the newest accrual date.</summary>
    public DateOnly NewestAccrual => Placements.Max(p => p.Date);

    /// <summary>The cut that a run takes when nothing is said.</summary>
    public AsOfCut DefaultCut => new(NewestAccrual, null, AsOfCut.DefaultWindowWeeks);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? DayOrNone(string? text) => text is null ? null : Day(text);

    public WorldText Placement(
        string id, string date, string network, string? account, string host, decimal gross,
        string? reseller = null, string? advertiser = null, string? currency = null, string? recordedAt = null,
        long? impressions = null, string? format = null, string? geo = null, Relation? relation = null)
    {
        Placements.Add(new PlacementRow(
            id, Day(date), network, reseller, account, host, gross, advertiser, currency, recordedAt, impressions, format, geo, relation));
        return this;
    }

    public WorldText Settlement(
        string id, string payer, string payee, string date, decimal amount,
        string? status = null, string? currency = null, string? recordedAt = null,
        string? periodFrom = null, string? periodTo = null, string? rail = null)
    {
        Settlements.Add(new SettlementRow(
            id, payer, payee, Day(date), amount, status, currency, recordedAt, DayOrNone(periodFrom), DayOrNone(periodTo), rail));
        return this;
    }

    public WorldText Line(string settlement, string placement, decimal amount, string? recordedAt = null)
    {
        Lines.Add(new LineRow(settlement, placement, amount, recordedAt));
        return this;
    }

    public WorldText Party(
        string id, PartyKind kind, string? name = null, string? legalId = null, string? region = null, string? openedOn = null, string? closedOn = null)
    {
        Parties.Add(new PartyRow(id, kind, name, legalId, region, DayOrNone(openedOn), DayOrNone(closedOn)));
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

    /// <summary>An entry on any subject: a host, a network or an account.</summary>
    public WorldText Listed(
        string subject, SubjectKind kind, ListSide side, string from, string? to = null, decimal? confidence = null, string authority = "office",
        string? recordedAt = null)
    {
        Lists.Add(new ListRow(subject, kind, side, authority, Day(from), DayOrNone(to), confidence, recordedAt));
        return this;
    }

    /// <summary>A notice. Times are days or ISO times, UTC+8 without offset; no delivery: it never arrived.</summary>
    public WorldText Notice(
        string id, string network, string subject, string sentAt, string? deliveredAt = null, string? deadline = null,
        string? respondedAt = null, NoticeResponse? response = null, NoticeType type = NoticeType.Notice, string? recordedAt = null)
    {
        Notices.Add(new NoticeRow(id, network, subject, type, sentAt, deliveredAt, DayOrNone(deadline), respondedAt, response, recordedAt));
        return this;
    }

    public WorldText Declaration(string id, string network, string from, string to, DeclarationStatement statement, string? recordedAt = null)
    {
        Declarations.Add(new DeclarationRow(id, network, Day(from), Day(to), statement, recordedAt));
        return this;
    }

    public WorldText Verdict(string network, VerdictKind kind, string decidedOn, string authority = "", string? recordedAt = null)
    {
        Verdicts.Add(new VerdictRow(network, kind, Day(decidedOn), authority, recordedAt));
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
        Table("placements.csv", "placement_id,accrual_date,network_id,reseller_id,account_id,domain,gross_amount,advertiser_id,currency,recorded_at,impressions,format,geo,relation",
            Placements.Select(p => Cells(p.Id, p.Date, p.Network, p.Reseller, p.Account, p.Host, p.Gross, p.Advertiser, p.Currency, p.RecordedAt,
                p.Impressions, p.Format, p.Geo, p.Relation))),
        Table("settlements.csv", "settlement_id,payer_id,payee_id,pay_date,amount,status,currency,recorded_at,period_from,period_to,rail",
            Settlements.Select(s => Cells(s.Id, s.Payer, s.Payee, s.Date, s.Amount, s.Status, s.Currency, s.RecordedAt,
                s.PeriodFrom, s.PeriodTo, s.Rail))),
        Table("settlement_lines.csv", "settlement_id,placement_id,amount,recorded_at",
            Lines.Select(l => Cells(l.Settlement, l.Placement, l.Amount, l.RecordedAt))),
        Table("parties.csv", "party_id,kind,name,legal_id,region,opened_on,closed_on",
            Parties.Select(p => Cells(p.Id, p.Kind, p.Name, p.LegalId, p.Region, p.OpenedOn, p.ClosedOn))),
        Table("lists.csv", "subject,subject_kind,list,authority,valid_from,valid_to,confidence,recorded_at",
            Lists.Select(l => Cells(l.Subject, l.Kind, l.Side, l.Authority, l.From, l.To, l.Confidence, l.RecordedAt))),
        Table("rates.csv", "currency,valid_from,rate_to_base", Rates.Select(r => Cells(r.Currency, r.From, r.Rate))),
        Table("actions.csv", "target_kind,action,cost,efficacy,target_id",
            Actions.Select(a => Cells(a.Kind, a.Action, a.Cost, a.Efficacy, a.TargetId))),
        Table("notices.csv", "notice_id,network_id,subject,type,sent_at,delivered_at,deadline,responded_at,response,recorded_at",
            Notices.Select(n => Cells(n.Id, n.Network, n.Subject, SnakeCase(n.Type), n.SentAt, n.DeliveredAt, n.Deadline, n.RespondedAt, n.Response, n.RecordedAt))),
        Table("declarations.csv", "declaration_id,network_id,period_from,period_to,statement,recorded_at",
            Declarations.Select(d => Cells(d.Id, d.Network, d.From, d.To, d.Statement, d.RecordedAt))),
        Table("verdicts.csv", "network_id,verdict,decided_on,authority,recorded_at",
            Verdicts.Select(v => Cells(v.Network, v.Kind, v.DecidedOn, v.Authority, v.RecordedAt))),
    }.OfType<(string File, string Text)>();

    /// <summary>Reads the plain CSV files of a folder, in ordinal order of their names.</summary>
    public static WorldText Load(string folder)
    {
        var world = new WorldText();
        foreach (var path in Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            var lines = File.ReadAllLines(path);
            var header = lines[0].Split(',');
            foreach (var (line, number) in lines.Select((l, i) => (l, i + 1)).Skip(1).Where(l => l.l.Length > 0))
            {
                var cells = line.Split(',');
                if (cells.Length != header.Length)
                {
                    throw new InvalidDataException($"{path}: {line}: {cells.Length} cells, expected {header.Length}");
                }

                world.SourcesOf(Path.GetFileName(path)).Add((Path.GetFileName(path), number));
                world.Add(Path.GetFileName(path), header.Zip(cells).ToDictionary(p => p.First, p => p.Second));
            }
        }

        return world;
    }

    private List<(string File, long Line)> SourcesOf(string file)
    {
        var type = RecordTypes.All.OrderByDescending(t => t.FileWord().Length).First(t => file.StartsWith(t.FileWord(), StringComparison.Ordinal));
        return Sources.TryGetValue(type, out var known) ? known : Sources[type] = [];
    }

    private void Add(string file, Dictionary<string, string> row)
    {
        string? Cell(string column) => row.TryGetValue(column, out var text) && text.Length > 0 ? text : null;
        string Need(string column) => Cell(column) ?? throw new InvalidDataException($"{file}: {column} is empty");
        decimal Number(string column) => decimal.Parse(Need(column), CultureInfo.InvariantCulture);
        T Word<T>(string column) where T : struct, Enum => Enum.Parse<T>(Need(column).Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        T? WordOrNone<T>(string column) where T : struct, Enum => Cell(column) is null ? null : Word<T>(column);
        DateOnly? Date(string column) => Cell(column) is { } text ? Day(text) : null;

        if (file.StartsWith("placements", StringComparison.Ordinal))
        {
            Placements.Add(new PlacementRow(Need("placement_id"), Day(Need("accrual_date")), Need("network_id"), Cell("reseller_id"),
                Cell("account_id"), Need("domain"), Number("gross_amount"), Cell("advertiser_id"), Cell("currency"), Cell("recorded_at"),
                Cell("impressions") is null ? null : (long)Number("impressions"), Cell("format"), Cell("geo"), WordOrNone<Relation>("relation")));
        }
        else if (file.StartsWith("settlement_lines", StringComparison.Ordinal))
        {
            Lines.Add(new LineRow(Need("settlement_id"), Need("placement_id"), Number("amount"), Cell("recorded_at")));
        }
        else if (file.StartsWith("settlements", StringComparison.Ordinal))
        {
            Settlements.Add(new SettlementRow(Need("settlement_id"), Need("payer_id"), Need("payee_id"), Day(Need("pay_date")),
                Number("amount"), Cell("status"), Cell("currency"), Cell("recorded_at"), Date("period_from"), Date("period_to"), Cell("rail")));
        }
        else if (file.StartsWith("parties", StringComparison.Ordinal))
        {
            Parties.Add(new PartyRow(Need("party_id"), Word<PartyKind>("kind"), Cell("name"), Cell("legal_id"), Cell("region"),
                Date("opened_on"), Date("closed_on")));
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
        else if (file.StartsWith("notices", StringComparison.Ordinal))
        {
            Notices.Add(new NoticeRow(Need("notice_id"), Need("network_id"), Cell("subject") ?? "", Word<NoticeType>("type"), Need("sent_at"),
                Cell("delivered_at"), Date("deadline"), Cell("responded_at"), WordOrNone<NoticeResponse>("response"), Cell("recorded_at")));
        }
        else if (file.StartsWith("declarations", StringComparison.Ordinal))
        {
            Declarations.Add(new DeclarationRow(Need("declaration_id"), Need("network_id"), Day(Need("period_from")), Day(Need("period_to")),
                Word<DeclarationStatement>("statement"), Cell("recorded_at")));
        }
        else if (file.StartsWith("verdicts", StringComparison.Ordinal))
        {
            Verdicts.Add(new VerdictRow(Need("network_id"), Word<VerdictKind>("verdict"), Day(Need("decided_on")), Cell("authority") ?? "", Cell("recorded_at")));
        }
        else
        {
            throw new InvalidDataException($"{file}: no record type");
        }
    }

    private static string SnakeCase(NoticeType type) =>
        string.Concat(type.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

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
