using System.Globalization;
using Graph.Analysis.Knowledge.Signals;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Tiers;

/// <summary>What the gate weighs about one party: the signals that fired, and what it was told before.</summary>
internal sealed class PartyCase
{
    private readonly KnowledgeView view;
    private readonly IReadOnlyList<DeliveredNotice> told;
    private readonly int undelivered;

    /// <summary>Puts a case together.</summary>
    /// <param name="view">Thresholds and files.</param>
    /// <param name="notices">Who was told what.</param>
    /// <param name="party">The party.</param>
    /// <param name="findings">Its findings with the class of their signal.</param>
    public PartyCase(KnowledgeView view, PartyNotices notices, int party, IReadOnlyList<(SignalFinding Finding, SignalClass Class)> findings)
    {
        this.view = view;
        (told, undelivered) = (notices.Delivered(party), notices.Undelivered(party));
        Findings = [.. findings.Select(pair => pair.Finding)];
        Fired = [.. Findings.Where(finding => finding.State == SignalState.Fired)];
        Conduct = [.. findings.Where(pair => pair.Class == SignalClass.Conduct && pair.Finding.State == SignalState.Fired).Select(pair => pair.Finding)];
        Following = [.. Conduct.Where(finding => told.Any(notice => Follows(finding, notice)))];
        Carriers = [.. Fired.Where(CanCarry)];
        Relapse = FindRelapse();
        SecondRecords = Relapse is { } relapse ? [.. Following, relapse] : Following;
    }

    /// <summary>All findings.</summary>
    public IReadOnlyList<SignalFinding> Findings { get; }

    /// <summary>Those that fired.</summary>
    public IReadOnlyList<SignalFinding> Fired { get; }

    /// <summary>Fired signals of the conduct class.</summary>
    public IReadOnlyList<SignalFinding> Conduct { get; }

    /// <summary>Those of <see cref="Conduct"/> that begin after a delivered notice, and within the days that still tie them to it.</summary>
    public IReadOnlyList<SignalFinding> Following { get; }

    /// <summary>S10 where one of <see cref="Carriers"/> begins after the penalty or verdict that it rests on, or null: what was punished, and done again after a notice.</summary>
    public SignalFinding? Relapse { get; }

    /// <summary>What can stand beside a carrier: <see cref="Following"/>, and a relapse.</summary>
    public IReadOnlyList<SignalFinding> SecondRecords { get; }

    /// <summary>The signals that K2 is made of, told and went on: S1 that begins after a delivered notice, S3 and S7 among <see cref="Following"/>.</summary>
    public IReadOnlyList<SignalFinding> Carriers { get; }

    /// <summary>Whether a notice was delivered.</summary>
    public bool IsTold => told.Count > 0;

    /// <summary>Whether a notice was sent and not delivered.</summary>
    public bool HasUndelivered => undelivered > 0;

    /// <summary>Whether a signal of this id fired.</summary>
    public bool HasFired(SignalId signal) => Fired.Any(finding => finding.Signal == signal);

    /// <summary>The conditions, in the order in which they are shown; none where nothing fired.</summary>
    public IReadOnlyList<GateCheck> Gate() => Fired.Count == 0 ? [] :
        [ToldCheck(), NoticeCheck(), ConductCheck(), FilesCheck(), MaterialityCheck(), ReplyCheck()];

    private bool Follows(SignalFinding finding, DeliveredNotice notice) =>
        finding.Since is { } since && since > notice.Delivered && since <= notice.Delivered.AddDays(view.Options.FollowDays);

    private SignalFinding? FindRelapse() =>
        Fired.FirstOrDefault(finding => finding.Signal == SignalId.S10 && Carriers.Any(carrier => finding.Since < carrier.Since));

    /// <summary>Whether a carrier has another signal beside it.</summary>
    private bool HasSecondRecord => Carriers.Count == 0 ? SecondRecords.Count > 0
        : Carriers.Any(carrier => SecondRecords.Any(second => second.Signal != carrier.Signal));

    private bool CanCarry(SignalFinding finding) => finding.Signal switch
    {
        SignalId.S1 => finding.Since is { } since && told.Any(notice => since > notice.Delivered),
        SignalId.S3 or SignalId.S7 => Following.Contains(finding),
        _ => false,
    };

    private GateCheck ToldCheck() => Check("told", IsTold,
        ("delivered", Count(told.Count)), ("undelivered", Count(undelivered)), ("first_delivered", IsTold ? Day(told[0].Delivered) : ""));

    private GateCheck NoticeCheck() => Check("notice_class", Carriers.Count > 0, ("signals", Names(Carriers)));

    private GateCheck ConductCheck() => Check("conduct_class", HasSecondRecord,
        ("signals", Names(SecondRecords)), ("earlier", Names([.. Conduct.Except(Following)])), ("follow_days", Count(view.Options.FollowDays)));

    /// <summary>The signals together must rest on rows of files of two record types: one file tells one story.</summary>
    private GateCheck FilesCheck()
    {
        var files = Carriers.Concat(SecondRecords.Count > 0 ? SecondRecords : Conduct)
            .SelectMany(finding => finding.Rows).Select(row => view.Records.Files[row.File]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var types = files.Select(RecordTypes.OfFile).Distinct().Count();
        return Check("two_files", types >= 2, ("files", string.Join(", ", files)), ("types", Count(types)));
    }

    private GateCheck MaterialityCheck()
    {
        var weighed = Carriers.Count > 0 ? Carriers : Fired;
        var amount = weighed.Max(finding => finding.Amount);
        return Check("materiality", amount >= view.Options.MaterialityUnits,
            ("amount", new Money(amount).ToString()), ("floor", new Money(view.Options.MaterialityUnits).ToString()));
    }

    /// <summary>A notice that conduct followed, where there is one, must have run out; else any.</summary>
    private GateCheck ReplyCheck()
    {
        var asked = Following.Count == 0 ? told : [.. told.Where(notice => Following.Any(finding => Follows(finding, notice)))];
        var over = asked.Where(notice => notice.ReplyBy < view.AsOf).ToList();
        var shown = over.Count > 0 ? Day(over.Min(notice => notice.ReplyBy)) : asked.Count > 0 ? Day(asked.Min(notice => notice.ReplyBy)) : "";
        return Check("reply_window", over.Count > 0, ("ends", shown), ("as_of", Day(view.AsOf)));
    }

    private static GateCheck Check(string code, bool met, params (string Name, string Value)[] facts) =>
        new(code, met, facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal));

    private static string Names(IReadOnlyList<SignalFinding> findings) => string.Join(", ", findings.Select(finding => finding.Signal));

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
