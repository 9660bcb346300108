using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Graph.Ingest.Stores.Readings;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Writes typed records as rows of their tables, columns in the order of <see cref="RecordTable"/>.</summary>
internal sealed class RecordRows(int firstFile, NameIds parties, HostIds hosts, NameIds words, TupleIds chains, TupleIds terms)
{
    private readonly KeyRepeats[] repeats = [.. RecordTable.All.Select(_ => new KeyRepeats())];
    private PlacementColumns? placements;

    /// <summary>The type of a record.</summary>
    public static RecordType TypeOf<TRecord>() where TRecord : struct, IRecord =>
        typeof(TRecord) == typeof(Placement) ? RecordType.Placements
        : typeof(TRecord) == typeof(Settlement) ? RecordType.Settlements
        : typeof(TRecord) == typeof(SettlementLine) ? RecordType.SettlementLines
        : typeof(TRecord) == typeof(Party) ? RecordType.Parties
        : typeof(TRecord) == typeof(ListEntry) ? RecordType.Lists
        : typeof(TRecord) == typeof(Notice) ? RecordType.Notices
        : typeof(TRecord) == typeof(Declaration) ? RecordType.Declarations
        : typeof(TRecord) == typeof(Verdict) ? RecordType.Verdicts
        : typeof(TRecord) == typeof(Work) ? RecordType.Works
        : typeof(TRecord) == typeof(Rate) ? RecordType.Rates
        : typeof(TRecord) == typeof(TargetAction) ? RecordType.Actions
        : throw new ArgumentException($"{typeof(TRecord).Name} is no record type of the data contract.");

    /// <summary>The keys of a type that were written more than once.</summary>
    public KeyRepeats Repeats(RecordType type) => repeats[(int)type];

    /// <summary>Writes rows of one type.</summary>
    public void Write<TRecord>(TableWriter writer, ReadOnlySpan<TRecord> rows) where TRecord : struct, IRecord
    {
        switch (TypeOf<TRecord>())
        {
            case RecordType.Placements: Placements.Write(writer, As<TRecord, Placement>(rows)); break;
            case RecordType.Settlements: foreach (ref readonly var r in As<TRecord, Settlement>(rows)) Write(writer, in r); break;
            case RecordType.SettlementLines: foreach (ref readonly var r in As<TRecord, SettlementLine>(rows)) Write(writer, in r); break;
            case RecordType.Parties: foreach (ref readonly var r in As<TRecord, Party>(rows)) Write(writer, in r); break;
            case RecordType.Lists: foreach (ref readonly var r in As<TRecord, ListEntry>(rows)) Write(writer, in r); break;
            case RecordType.Notices: foreach (ref readonly var r in As<TRecord, Notice>(rows)) Write(writer, in r); break;
            case RecordType.Declarations: foreach (ref readonly var r in As<TRecord, Declaration>(rows)) Write(writer, in r); break;
            case RecordType.Verdicts: foreach (ref readonly var r in As<TRecord, Verdict>(rows)) Write(writer, in r); break;
            case RecordType.Works: foreach (ref readonly var r in As<TRecord, Work>(rows)) Write(writer, in r); break;
            case RecordType.Rates: foreach (ref readonly var r in As<TRecord, Rate>(rows)) Write(writer, in r); break;
            case RecordType.Actions: foreach (ref readonly var r in As<TRecord, TargetAction>(rows)) Write(writer, in r); break;
        }
    }

    private static ReadOnlySpan<TTo> As<TFrom, TTo>(ReadOnlySpan<TFrom> rows) where TFrom : struct where TTo : struct =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(rows)), rows.Length);

    private PlacementColumns Placements =>
        placements ??= new PlacementColumns(firstFile, parties, hosts, words, chains, terms, Repeats(RecordType.Placements));

    private void Common(TableWriter w, RecordType type, RowOrigin origin, DateTime? recordedAt, int? day, long hash)
    {
        repeats[(int)type].Add(hash);
        w.Long(Origin.Of(firstFile + origin.File, origin.Line));
        w.Long(recordedAt?.Ticks);
        w.Long(hash);
        w.Int(day);
    }

    private void Write(TableWriter w, in Settlement r)
    {
        Common(w, RecordType.Settlements, r.Origin, r.RecordedAt, StoreTime.Date(r.PayDate), KeyHash.Of(r.SettlementId));
        w.Text(r.SettlementId);
        w.Int(parties.Of(r.Payer));
        w.Int(parties.Of(r.Payee));
        w.Long(r.Amount.Units);
        w.Day(r.PeriodFrom);
        w.Day(r.PeriodTo);
        w.Int(words.OfOptional(r.Currency));
        w.Int(words.OfOptional(r.Rail));
        w.Int((int?)r.Status);
        w.EndRow();
    }

    private void Write(TableWriter w, in SettlementLine r)
    {
        Common(w, RecordType.SettlementLines, r.Origin, r.RecordedAt, null, KeyHash.Of(r.SettlementId, r.PlacementId));
        w.Text(r.SettlementId);
        w.Text(r.PlacementId);
        w.Long(KeyHash.Of(r.SettlementId));
        w.Long(KeyHash.Of(r.PlacementId));
        w.Long(r.Amount.Units);
        w.EndRow();
    }

    private void Write(TableWriter w, in Party r)
    {
        Common(w, RecordType.Parties, r.Origin, r.RecordedAt, null, KeyHash.Of(r.PartyId.Text));
        w.Int(parties.Of(r.PartyId));
        w.Int((int)r.Kind);
        w.Text(r.Name);
        w.Text(r.LegalId);
        w.Text(r.Region);
        w.Day(r.OpenedOn);
        w.Day(r.ClosedOn);
        w.EndRow();
    }

    private void Write(TableWriter w, in ListEntry r)
    {
        var day = StoreTime.Date(r.ValidFrom);
        Common(w, RecordType.Lists, r.Origin, r.RecordedAt, day, KeyHash.Of(r.Subject, r.Authority, day * 8L + (int)r.SubjectKind * 2L + (int)r.Side));
        w.Text(r.Subject);
        w.Int((int)r.SubjectKind);
        if (r.SubjectKind == SubjectKind.Domain)
        {
            w.Int(hosts.Of(r.Subject));
        }
        else
        {
            w.Null();
        }

        w.Int((int)r.Side);
        w.Text(r.Authority);
        w.Day(r.ValidTo);
        w.Long(r.Confidence);
        w.Text(r.WorkId);
        w.Text(r.EvidenceSha256);
        w.EndRow();
    }

    private void Write(TableWriter w, in Notice r)
    {
        Common(w, RecordType.Notices, r.Origin, r.RecordedAt, StoreTime.DateOf(r.SentAt), KeyHash.Of(r.NoticeId));
        w.Text(r.NoticeId);
        w.Int(parties.Of(r.NetworkId));
        w.Text(r.Subject);
        w.Int((int)r.Type);
        w.Long(r.SentAt.Ticks);
        w.Long(r.DeliveredAt?.Ticks);
        w.Day(r.Deadline);
        w.Long(r.RespondedAt?.Ticks);
        w.Int((int?)r.Response);
        w.Text(r.DocumentSha256);
        w.EndRow();
    }

    private void Write(TableWriter w, in Declaration r)
    {
        Common(w, RecordType.Declarations, r.Origin, r.RecordedAt, StoreTime.Date(r.PeriodTo), KeyHash.Of(r.DeclarationId));
        w.Text(r.DeclarationId);
        w.Int(parties.Of(r.NetworkId));
        w.Day(r.PeriodFrom);
        w.Int((int)r.Statement);
        w.Text(r.Signer);
        w.Text(r.DocumentSha256);
        w.EndRow();
    }

    private void Write(TableWriter w, in Verdict r)
    {
        var day = StoreTime.Date(r.DecidedOn);
        Common(w, RecordType.Verdicts, r.Origin, r.RecordedAt, day, KeyHash.Of(r.NetworkId.Text, r.Authority, day));
        w.Int(parties.Of(r.NetworkId));
        w.Int((int)r.Kind);
        w.Text(r.Authority);
        w.EndRow();
    }

    private void Write(TableWriter w, in Work r)
    {
        Common(w, RecordType.Works, r.Origin, r.RecordedAt, null, KeyHash.Of(r.WorkId));
        w.Text(r.WorkId);
        w.Text(r.Title);
        w.Text(r.Kind);
        w.Text(r.RightsHolder);
        w.EndRow();
    }

    private void Write(TableWriter w, in Rate r)
    {
        var day = StoreTime.Date(r.ValidFrom);
        Common(w, RecordType.Rates, r.Origin, r.RecordedAt, day, KeyHash.Of(r.Currency, "", day));
        w.Text(r.Currency);
        w.Text(Exact(r.RateToBase));
        w.EndRow();
    }

    private void Write(TableWriter w, in TargetAction r)
    {
        Common(w, RecordType.Actions, r.Origin, r.RecordedAt, null, KeyHash.Of(r.TargetId, r.Action, (int)r.TargetKind));
        w.Int((int)r.TargetKind);
        w.Text(r.Action);
        w.Text(Exact(r.Cost));
        w.Text(Exact(r.Efficacy));
        w.Text(r.TargetId);
        w.EndRow();
    }

    /// <summary>One text per value: 1.50 and 1.5 are equal content.</summary>
    private static string Exact(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
