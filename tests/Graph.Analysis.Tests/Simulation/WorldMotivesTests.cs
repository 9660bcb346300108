using System.Numerics;
using Graph.Analysis.Simulation;
using Graph.Model;
using Graph.Model.Records;
using Xunit;

namespace Graph.Analysis.Tests.Simulation;

/// <summary>What is true of networks, against the rows that they leave.</summary>
public sealed class WorldMotivesTests
{
    private static readonly Lazy<World> Known = new(() => World.Build(WorldOptions.Knowledge(60_000, 11), CancellationToken.None));
    private static readonly Lazy<List<Placement>> Rows = new(() => [.. Known.Value.Placements().Select(row => row.Row)]);

    [Fact]
    public void Kinds_have_their_shares()
    {
        var kinds = Known.Value.NetworkTruths().GroupBy(truth => truth.Kind).ToDictionary(group => group.Key, group => group.Count());
        var networks = kinds.Values.Sum();
        Assert.Equal(266, networks);
        Assert.Equal(20, kinds[NetworkMotive.Knowing]);
        Assert.Equal(32, kinds[NetworkMotive.Negligent]);
        Assert.Equal(11, kinds[NetworkMotive.Huge]);
        Assert.Equal(13, kinds[NetworkMotive.Agency]);
        Assert.Equal(13, kinds[NetworkMotive.Niche]);
    }

    [Fact]
    public void Only_knowing_networks_have_conducts_three_on_average_and_one_answers_notices()
    {
        var conducts = new List<int>();
        for (var seed = 1UL; seed <= 6; seed++)
        {
            foreach (var truth in World.Build(WorldOptions.Knowledge(20_000, seed), CancellationToken.None).NetworkTruths())
            {
                if (truth.Kind != NetworkMotive.Knowing)
                {
                    Assert.Equal((NetworkConducts.None, WorldAdversary.None), (truth.Conducts, truth.Adversary));
                    continue;
                }

                Assert.NotEqual(NetworkConducts.None, truth.Conducts & (NetworkConducts.GoesOnAfterNotice | NetworkConducts.Readmits | NetworkConducts.Inserts | NetworkConducts.Selects));
                conducts.Add(BitOperations.PopCount((uint)truth.Conducts));
            }
        }

        Assert.InRange(conducts.Average(), 3, 5);
        Assert.True(conducts.Distinct().Count() >= 4);
    }

    [Fact]
    public void Notices_run_forward_and_undelivered_ones_have_no_answer()
    {
        var end = Known.Value.LastDay.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var notices = Known.Value.Notices().ToList();
        Assert.Equal(notices.Count, notices.Select(notice => notice.NoticeId).Distinct(StringComparer.Ordinal).Count());
        Assert.All(notices, notice =>
        {
            Assert.True(notice.RecordedAt >= notice.SentAt);
            Assert.True(notice.SentAt < end);
            Assert.True(notice.DeliveredAt is null || (notice.DeliveredAt > notice.SentAt && notice.DeliveredAt < end));
            Assert.True(notice.RespondedAt is null || (notice.RespondedAt > notice.DeliveredAt && notice.RespondedAt < end));
            Assert.True(notice.Deadline is null || notice.Deadline >= DateOnly.FromDateTime(notice.SentAt));
        });
        var undelivered = notices.Where(notice => notice.DeliveredAt is null && notice.SentAt < end.AddDays(-40)).ToList();
        Assert.InRange(undelivered.Count / (double)notices.Count, 0.005, 0.12);
        Assert.All(undelivered, notice => Assert.Null(notice.Response));
        foreach (var type in Enum.GetValues<NoticeType>())
        {
            Assert.Contains(notices, notice => notice.Type == type);
        }

        Assert.Contains(notices, notice => notice.Subject.Length == 0);
    }

    [Fact]
    public void Honest_networks_stop_after_a_notice_negligent_ones_later_and_those_that_go_on_do_not()
    {
        var honest = GoingOn(truth => truth.Kind is NetworkMotive.Honest or NetworkMotive.Huge, 35);
        var negligent = GoingOn(truth => truth.Kind == NetworkMotive.Negligent, 14);
        var negligentLater = GoingOn(truth => truth.Kind == NetworkMotive.Negligent, 77);
        var knowing = GoingOn(truth => (truth.Conducts & NetworkConducts.GoesOnAfterNotice) != 0, 35);
        Assert.InRange(honest, 0, 0.2);
        Assert.InRange(negligent, honest + 0.1, 1);
        Assert.InRange(negligentLater, 0, negligent - 0.1);
        Assert.InRange(knowing, honest + 0.2, 1);
    }

    [Fact]
    public void Readmitted_payees_are_served_again_under_the_domain_that_carries_on()
    {
        var carries = Known.Value.SiteTruths().Where(site => site.Carries.Length > 0).ToDictionary(site => site.Site, site => site.Carries, StringComparer.Ordinal);
        var days = Rows.Value.GroupBy(row => (row.Network.Text, row.Host.Text)).ToDictionary(pair => pair.Key, pair => (pair.Min(row => row.AccrualDate), pair.Max(row => row.AccrualDate)));
        var readmitted = Known.Value.TieTruths().Where(tie => tie.Kind == "readmitted").ToList();
        var knowing = Known.Value.NetworkTruths().Where(truth => (truth.Conducts & NetworkConducts.Readmits) != 0).Select(truth => truth.Network).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(readmitted);
        Assert.All(readmitted, tie =>
        {
            Assert.Equal(tie.Through, carries[tie.To]);
            Assert.Contains(tie.From, knowing);
            Assert.True(days[(tie.From, tie.To)].Item1 >= days[(tie.From, tie.Through)].Item1);
            Assert.True(days[(tie.From, tie.To)].Item1 >= days[(tie.From, tie.Through)].Item2.AddDays(-56));
        });
    }

    [Fact]
    public void Accounts_put_between_are_paid_after_a_delivered_notice_and_the_site_stays()
    {
        var truths = Known.Value.SiteTruths().ToDictionary(site => site.Site, StringComparer.Ordinal);
        var told = FirstTold();
        var between = Known.Value.TieTruths().Where(tie => tie.Kind is "inserted" or "dormant").ToList();
        Assert.NotEmpty(between);
        foreach (var tie in between)
        {
            var rows = Rows.Value.Where(row => row.Network.Text == tie.From && row.Account?.Text == tie.Through).ToList();
            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.True(row.AccrualDate > told[tie.From]));
            Assert.Contains(rows, row => truths[row.Host.Text].Account == tie.To && truths[row.Host.Text].IsPirate);
        }
    }

    [Fact]
    public void Hidden_payees_stand_in_settlements_alone_and_pass_on_what_they_get()
    {
        var world = World.Build(WorldOptions.Knowledge(60_000, 11) with { Adversary = WorldAdversary.Hide }, CancellationToken.None);
        var hidden = world.TieTruths().Where(tie => tie.Kind == "hidden").ToList();
        var payees = hidden.Select(tie => tie.Through).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(world.Placements(), placement => placement.Row.Account is { } account && payees.Contains(account.Text));
        Assert.DoesNotContain(world.Parties(), party => payees.Contains(party.PartyId.Text));
        var (got, gave) = (new Dictionary<string, long>(StringComparer.Ordinal), new Dictionary<string, long>(StringComparer.Ordinal));
        foreach (var (row, _) in world.Settlements(CancellationToken.None))
        {
            if (payees.Contains(row.Payee.Text) && row.Amount.Units > 0)
            {
                got[row.Payee.Text] = got.GetValueOrDefault(row.Payee.Text) + row.Amount.Units;
            }

            if (payees.Contains(row.Payer.Text))
            {
                gave[row.Payer.Text] = gave.GetValueOrDefault(row.Payer.Text) + row.Amount.Units;
                Assert.Contains(hidden, tie => tie.Through == row.Payer.Text && tie.To == row.Payee.Text);
            }
        }

        Assert.NotEmpty(gave);
        Assert.All(gave, pair => Assert.InRange(pair.Value, 1, got[pair.Key] * 94 / 100 + 1));
    }

    [Fact]
    public void Split_payments_lie_just_below_round_limits_and_are_the_work_of_those_who_structure()
    {
        var world = Known.Value;
        var structuring = world.NetworkTruths().Where(truth => (truth.Conducts & NetworkConducts.Structures) != 0).Select(truth => truth.Network).ToHashSet(StringComparer.Ordinal);
        var parts = world.Settlements(CancellationToken.None).Select(row => row.Row).Where(row => row.SettlementId.Contains("-p", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(parts);
        Assert.All(parts, row =>
        {
            Assert.Contains(row.Payer.Text, structuring);
            Assert.Contains(KnowledgeRecords.RoundLimits, limit => row.Amount.Units >= limit * 955 / 1_000 && row.Amount.Units < limit);
        });
    }

    [Fact]
    public void Resellers_that_rows_deny_are_rare_with_the_innocent()
    {
        var inserting = Known.Value.NetworkTruths().Where(truth => (truth.Conducts & NetworkConducts.Inserts) != 0).Select(truth => truth.Network).ToHashSet(StringComparer.Ordinal);
        var innocent = Rows.Value.Where(row => !inserting.Contains(row.Network.Text) && row.Reseller is not null && row.Relation is not null).ToList();
        Assert.InRange(innocent.Count(row => row.Relation == Relation.Direct) / (double)innocent.Count, 0.000_1, 0.03);
    }

    [Fact]
    public void Those_who_misstate_deny_what_their_books_show_and_others_rarely()
    {
        var (denied, lies) = (0, 0);
        var (others, mistakes) = (0, 0);
        for (var seed = 1UL; seed <= 4; seed++)
        {
            var world = World.Build(WorldOptions.Knowledge(40_000, seed), CancellationToken.None);
            var misstates = world.NetworkTruths().Where(truth => (truth.Conducts & NetworkConducts.Misstates) != 0).Select(truth => truth.Network).ToHashSet(StringComparer.Ordinal);
            var listed = world.Lists().Where(entry => entry.Side == ListSide.Black && entry.ValidTo is null)
                .GroupBy(entry => entry.Subject).ToDictionary(group => group.Key, group => group.Min(entry => DateOnly.FromDateTime(entry.RecordedAt!.Value)), StringComparer.Ordinal);
            var served = world.Placements().Where(row => listed.TryGetValue(row.Row.Host.Text, out var from) && from <= row.Row.AccrualDate).ToLookup(row => row.Row.Network.Text, row => row.Row.AccrualDate);
            foreach (var declaration in world.Declarations())
            {
                if (!served[declaration.NetworkId.Text].Any(day => declaration.PeriodFrom <= day && day <= declaration.PeriodTo))
                {
                    continue;
                }

                var denies = declaration.Statement == DeclarationStatement.None ? 1 : 0;
                (denied, lies, others, mistakes) = misstates.Contains(declaration.NetworkId.Text)
                    ? (denied + 1, lies + denies, others, mistakes)
                    : (denied, lies, others + 1, mistakes + denies);
            }
        }

        Assert.InRange(lies / (double)denied, 0.4, 0.9);
        Assert.InRange(mistakes / (double)others, 0.01, 0.2);
    }

    [Fact]
    public void Adversaries_are_knowing_networks_and_leave_their_traces()
    {
        foreach (var (adversary, trace) in new[] { (WorldAdversary.ReRegister, "reregistered"), (WorldAdversary.Hide, "hidden") })
        {
            var plain = Ties(WorldAdversary.None, trace);
            Assert.True(Ties(adversary, trace) > plain + 3);
        }

        var reroute = World.Build(WorldOptions.Knowledge(60_000, 11) with { Adversary = WorldAdversary.Reroute }, CancellationToken.None);
        var evading = reroute.NetworkTruths().Where(truth => truth.Adversary == WorldAdversary.Reroute).ToList();
        Assert.NotEmpty(evading);
        Assert.All(evading, truth => Assert.Equal(NetworkMotive.Knowing, truth.Kind));
    }

    [Fact]
    public void Verdicts_are_few_mostly_right_and_past()
    {
        var (right, all) = (0, 0);
        for (var seed = 1UL; seed <= 4; seed++)
        {
            var world = World.Build(WorldOptions.Knowledge(20_000, seed), CancellationToken.None);
            var kinds = world.NetworkTruths().ToDictionary(truth => truth.Network, truth => truth.Kind, StringComparer.Ordinal);
            foreach (var verdict in world.Verdicts())
            {
                var knowing = kinds[verdict.NetworkId.Text] == NetworkMotive.Knowing;
                right += knowing == (verdict.Kind == VerdictKind.Knowing) ? 1 : 0;
                all++;
                Assert.True(verdict.DecidedOn <= world.LastDay);
            }

            Assert.InRange(world.Verdicts().Count() / (double)world.Options.Networks, 0.02, 0.2);
        }

        Assert.InRange(right / (double)all, 0.8, 0.999);
    }

    [Fact]
    public void Accounts_of_one_owner_share_a_legal_id()
    {
        var legal = Known.Value.Parties().Where(party => party.Kind == PartyKind.Account && party.LegalId is not null).ToDictionary(party => party.PartyId.Text, party => party.LegalId!, StringComparer.Ordinal);
        var truths = Known.Value.SiteTruths().ToDictionary(site => site.Site, StringComparer.Ordinal);
        var moved = truths.Values.Where(site => site.Carries.Length > 0 && site.Account != truths[site.Carries].Account)
            .Select(site => (legal.GetValueOrDefault(site.Account), legal.GetValueOrDefault(truths[site.Carries].Account)))
            .Where(pair => pair is { Item1: not null, Item2: not null }).ToList();
        Assert.NotEmpty(moved);
        Assert.All(moved, pair => Assert.Equal(pair.Item1, pair.Item2));
    }

    [Fact]
    public void Dark_sites_earn_nothing_and_newborn_ones_nothing_before()
    {
        var truths = Known.Value.SiteTruths().ToDictionary(site => site.Site, StringComparer.Ordinal);
        var pirates = Rows.Value.Where(row => truths.TryGetValue(row.Host.Text, out var site) && site.IsPirate).ToList();
        Assert.NotEmpty(pirates);
        Assert.All(pirates, row =>
        {
            var site = truths[row.Host.Text];
            Assert.True(site.From is null || site.From <= row.AccrualDate);
            Assert.True(site.To is null || row.AccrualDate < site.To);
        });
        Assert.Contains(truths.Values, site => site.To is not null);
        Assert.Contains(truths.Values, site => site.NewOwnerFrom is not null);
    }

    private static int Ties(WorldAdversary adversary, string kind) =>
        World.Build(WorldOptions.Knowledge(60_000, 11) with { Adversary = adversary }, CancellationToken.None).TieTruths().Count(tie => tie.Kind == kind);

    private static Dictionary<string, DateOnly> FirstTold() => Known.Value.Notices().Where(notice => notice.DeliveredAt is not null)
        .GroupBy(notice => notice.NetworkId.Text).ToDictionary(group => group.Key, group => group.Min(notice => DateOnly.FromDateTime(notice.DeliveredAt!.Value)), StringComparer.Ordinal);

    /// <summary>Share of delivered notices about sites still served at delivery after which something accrues more than so many days later.</summary>
    private static double GoingOn(Func<NetworkTruth, bool> whose, int days)
    {
        var world = Known.Value;
        var networks = world.NetworkTruths().Where(whose).Select(truth => truth.Network).ToHashSet(StringComparer.Ordinal);
        var pirates = world.SiteTruths().Where(site => site is { IsPirate: true, NewOwnerFrom: null, To: null }).Select(site => site.Site).ToHashSet(StringComparer.Ordinal);
        var accrued = Rows.Value.ToLookup(row => (row.Network.Text, row.Host.Text), row => row.AccrualDate);
        var (all, late) = (0, 0);
        foreach (var notice in world.Notices().Where(notice => notice.DeliveredAt is not null && networks.Contains(notice.NetworkId.Text) && pirates.Contains(notice.Subject)))
        {
            var delivered = DateOnly.FromDateTime(notice.DeliveredAt!.Value);
            var rows = accrued[(notice.NetworkId.Text, notice.Subject)].ToList();
            if (delivered.AddDays(days + 7) <= world.LastDay && rows.Exists(day => day >= delivered.AddDays(-7) && day <= delivered))
            {
                all++;
                late += rows.Exists(day => day > delivered.AddDays(days)) ? 1 : 0;
            }
        }

        Assert.True(all >= 5, $"only {all} notices");
        return late / (double)all;
    }
}
