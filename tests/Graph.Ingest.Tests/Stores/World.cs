using System.Globalization;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Tests.Stores;

/// <summary>A file of a test load: rows of one type, on lines 2, 3, 4, …</summary>
internal sealed record TestFile(string Name, params IRecord[] Rows);

/// <summary>A test load.</summary>
internal sealed record TestLoad(DateTime At, params TestFile[] Files);

/// <summary>Makes typed rows from short arguments.</summary>
internal sealed class World
{
    public static readonly DateTime Start = new(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly RecordNames names = new();

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTime? At(string? text) => text is null ? null
        : DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static TestLoad Load(int number, params TestFile[] files) => new(Start.AddHours(number), files);

    public Placement Placement(string id, string day, string network, string host, long gross, string? reseller = null,
        string? account = null, string? advertiser = null, string? recorded = null) =>
        new(default, At(recorded), id, Day(day), Party(network)!, names.Hosts.Intern(host), new Money(gross), Party(advertiser),
            Party(reseller), Party(account), null, null, null, null, null, null);

    public Settlement Settlement(string id, string payer, string payee, string day, long amount, SettlementStatus? status = null, string? recorded = null) =>
        new(default, At(recorded), id, Party(payer)!, Party(payee)!, Day(day), new Money(amount), null, null, null, null, status);

    public static SettlementLine Line(string settlement, string placement, long amount, string? recorded = null) =>
        new(default, At(recorded), settlement, placement, new Money(amount));

    public Party Registered(string id, PartyKind kind, string? closed = null, string? recorded = null) =>
        new(default, At(recorded), Party(id)!, kind, null, null, null, null, closed is null ? null : Day(closed));

    public static ListEntry Listed(string subject, string from, SubjectKind kind = SubjectKind.Domain, ListSide side = ListSide.Black,
        string? to = null, string? work = null, string? recorded = null) =>
        new(default, At(recorded), subject, kind, side, "office", Day(from), to is null ? null : Day(to), null, work, null);

    public Notice Notice(string id, string network, string sent) =>
        new(default, null, id, Party(network)!, "", NoticeType.Notice, At(sent)!.Value, null, null, null, null, null);

    public Name? Party(string? id) => id is null ? null : names.Parties.Intern(id);
}

/// <summary>Puts test loads into stores.</summary>
internal static class Loading
{
    public static LoadEntry Load(this IRecordStore store, TestLoad load)
    {
        var names = new RecordNames();
        var files = load.Files.OrderBy(f => f.Name, StringComparer.Ordinal).ToArray();
        using var staged = store.BeginLoad(names, [.. files.Select(f => f.Name)]);
        for (var f = 0; f < files.Length; f++)
        {
            for (var i = 0; i < files[f].Rows.Length; i++)
            {
                Append(staged, Bound(files[f].Rows[i], new RowOrigin(f, i + 2), names));
            }
        }

        return staged.Commit(load.At, [.. files.Select(f => new LoadedFile(
            f.Name, "00", TypeOf(f), "utf-8", new RowCounts(f.Rows.Length, 0, 0, 0, 0), [], null, ""))], CancellationToken.None);
    }

    public static RecordType TypeOf(TestFile file) =>
        RecordTypes.All.OrderByDescending(t => t.FileWord().Length).First(t => file.Name.StartsWith(t.FileWord(), StringComparison.Ordinal));

    /// <summary>The row with names of other tables, at a place.</summary>
    public static IRecord Bound(IRecord row, RowOrigin origin, RecordNames names)
    {
        return row switch
        {
            Placement r => r with
            {
                Origin = origin,
                Network = P(r.Network)!,
                Host = names.Hosts.Intern(r.Host.Text),
                Advertiser = P(r.Advertiser),
                Reseller = P(r.Reseller),
                Account = P(r.Account),
                Currency = W(r.Currency),
                Format = W(r.Format),
                Geo = W(r.Geo),
            },
            Settlement r => r with { Origin = origin, Payer = P(r.Payer)!, Payee = P(r.Payee)!, Currency = W(r.Currency), Rail = W(r.Rail) },
            SettlementLine r => r with { Origin = origin },
            Party r => r with { Origin = origin, PartyId = P(r.PartyId)! },
            ListEntry r => r with { Origin = origin },
            Notice r => r with { Origin = origin, NetworkId = P(r.NetworkId)! },
            Declaration r => r with { Origin = origin, NetworkId = P(r.NetworkId)! },
            Verdict r => r with { Origin = origin, NetworkId = P(r.NetworkId)! },
            Work r => r with { Origin = origin },
            Rate r => r with { Origin = origin },
            TargetAction r => r with { Origin = origin },
            _ => throw new ArgumentException(row.GetType().Name),
        };

        Name? P(Name? name) => name is null ? null : names.Parties.Intern(name.Text);
        Name? W(Name? name) => name is null ? null : names.Words.Intern(name.Text);
    }

    private static void Append(IRecordLoad load, IRecord row)
    {
        switch (row)
        {
            case Placement r: load.Append<Placement>([r]); break;
            case Settlement r: load.Append<Settlement>([r]); break;
            case SettlementLine r: load.Append<SettlementLine>([r]); break;
            case Party r: load.Append<Party>([r]); break;
            case ListEntry r: load.Append<ListEntry>([r]); break;
            case Notice r: load.Append<Notice>([r]); break;
            case Declaration r: load.Append<Declaration>([r]); break;
            case Verdict r: load.Append<Verdict>([r]); break;
            case Work r: load.Append<Work>([r]); break;
            case Rate r: load.Append<Rate>([r]); break;
            case TargetAction r: load.Append<TargetAction>([r]); break;
            default: throw new ArgumentException(row.GetType().Name);
        }
    }
}
