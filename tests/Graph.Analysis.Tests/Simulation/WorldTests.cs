using Graph.Analysis.Simulation;
using Graph.Model.Records;
using Xunit;

namespace Graph.Analysis.Tests.Simulation;

public sealed class WorldTests
{
    private static readonly Lazy<World> Middle = new(() => World.Build(WorldOptions.OfSize(200_000, 7), CancellationToken.None));

    [Theory]
    [InlineData(1L)]
    [InlineData(999L)]
    [InlineData(20_000L)]
    public void A_world_has_exactly_the_placements_asked_for(long placements)
    {
        var world = World.Build(WorldOptions.OfSize(placements, 3), CancellationToken.None);
        var rows = world.Placements().ToList();
        Assert.Equal(placements, rows.Count);
        Assert.Equal(placements, rows.Select(row => row.Row.PlacementId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_rows_of_any_week_are_those_of_the_whole_in_any_order()
    {
        var world = Small(5);
        var backwards = Enumerable.Range(0, world.Options.Weeks).Reverse().Select(week => world.Placements(week).ToList()).Reverse();
        Assert.Equal(Small(5).Placements().Select(Text), backwards.SelectMany(rows => rows).Select(Text));
    }

    [Fact]
    public void Same_seed_same_records()
    {
        Assert.Equal(Everything(Small(5)), Everything(Small(5)));
        Assert.NotEqual(Everything(Small(5)), Everything(Small(6)));
    }

    [Fact]
    public void A_size_gives_networks_and_sites()
    {
        var options = WorldOptions.OfSize(10_000_000, 1);
        Assert.Equal((1_000, 200_000), (options.Networks, options.Sites));
        WorldOptions.OfSize(1, 1).Validate();
        WorldOptions.OfSize(10_000_000_000, 1).Validate();
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        var bad = WorldOptions.OfSize(1_000, 1) with { PirateSitesPerMillion = 500_001 };
        Assert.Equal("PirateSitesPerMillion",
            Assert.Throws<ArgumentOutOfRangeException>(() => World.Build(bad, CancellationToken.None)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => Small(1).Placements(26));
    }

    [Fact]
    public void One_site_in_forty_is_a_pirate_and_one_network_in_six_serves_one()
    {
        var sites = Middle.Value.SiteTruths().ToList();
        var networks = Middle.Value.NetworkTruths().ToList();
        Assert.Equal(0.026, sites.Count(site => site.IsPirate) / (double)sites.Count, 3);

        // Some of those that would serve one leave it because it is listed.
        Assert.InRange(networks.Count(network => network.PirateSites > 0) / (double)networks.Count, 0.12, 0.18);
        Assert.InRange(networks.Where(network => network.PirateSites > 0).Min(network => network.PirateSites / (double)network.Sites), 0, 0.1);
    }

    [Fact]
    public void Sites_per_network_have_a_heavy_tail()
    {
        var sites = Middle.Value.NetworkTruths().Select(network => network.Sites).Order().ToList();
        Assert.True(sites[0] >= 1);
        Assert.InRange(sites[sites.Count * 9 / 10] / (double)sites[sites.Count / 2], 3, 25);
    }

    [Fact]
    public void Money_is_concentrated_and_priced_at_ten_euro_per_thousand()
    {
        var byNetwork = new Dictionary<string, long>(StringComparer.Ordinal);
        var (gross, impressions, zero) = (0L, 0L, 0);
        foreach (var (row, _) in Middle.Value.Placements())
        {
            byNetwork[row.Network.Text] = byNetwork.GetValueOrDefault(row.Network.Text) + row.Gross.Units;
            gross += row.Gross.Units;
            impressions += row.Impressions!.Value;
            zero += row.Gross.Units == 0 ? 1 : 0;
        }

        var sums = byNetwork.Values.OrderDescending().ToList();
        Assert.InRange(sums.Take(20).Sum() / (double)gross, 0.5, 0.98);
        Assert.InRange(gross / 10_000.0 / (impressions / 1_000.0), 40, 130);
        Assert.InRange(zero / 200_000.0, 0.001, 0.01);
    }

    [Fact]
    public void Nine_owners_in_ten_have_one_site_and_some_have_many()
    {
        var owners = Middle.Value.SiteTruths().GroupBy(site => site.Account).Select(owner => owner.ToList()).ToList();
        Assert.InRange(owners.Count(owner => owner.Count == 1) / (double)owners.Count, 0.85, 0.94);
        Assert.Contains(owners, owner => owner.Count >= 20 && !owner.Exists(site => site.IsPirate));
        Assert.Contains(owners, owner => owner.Exists(site => site.IsPirate) && owner.Exists(site => !site.IsPirate));
    }

    [Fact]
    public void Settlements_are_sound()
    {
        var world = Middle.Value;
        var rows = world.Settlements(CancellationToken.None).Select(settlement => settlement.Row).ToList();
        Assert.Equal(rows.Count, rows.Select(row => row.SettlementId).Distinct(StringComparer.Ordinal).Count());
        Assert.All(rows, row => Assert.NotSame(row.Payer, row.Payee));
        Assert.All(rows, row => Assert.InRange(row.PayDate, world.Options.FirstDay, world.LastDay));
        Assert.All(rows, row => Assert.True(row.PayDate.DayNumber - row.PeriodTo!.Value.DayNumber is >= 30 and <= 140));
        foreach (var status in new SettlementStatus?[] { null, SettlementStatus.Paid, SettlementStatus.Held, SettlementStatus.Released, SettlementStatus.Reversed })
        {
            Assert.Contains(rows, row => row.Status == status && row.Amount.Units > 0);
        }

        Assert.Contains(rows, row => row.Amount.Units < 0);
        var silent = world.NetworkTruths().Where(network => !network.KeepsBooks).Select(network => network.Network).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(silent);
        Assert.DoesNotContain(rows, row => silent.Contains(row.Payer.Text));
    }

    [Fact]
    public void Nobody_but_planted_ties_pays_more_than_accrued()
    {
        // By payer and payee over all time; the reader of the records is this loop, not the simulator's own sums.
        var world = Middle.Value;
        var accrued = new Dictionary<(string, string), long>();
        foreach (var (row, _) in world.Placements())
        {
            var account = row.Account?.Text ?? "site:" + row.Host.Text;
            var payer = row.Reseller ?? row.Network;
            Add(accrued, (payer.Text, account), row.Gross.Units);
            if (row.Reseller is { } reseller)
            {
                Add(accrued, (row.Network.Text, reseller.Text), row.Gross.Units);
            }
        }

        var paid = new Dictionary<(string, string), long>();
        var hidden = world.TieTruths().Where(tie => tie.Kind == "hidden").Select(tie => tie.Through).ToHashSet(StringComparer.Ordinal);
        foreach (var (row, _) in world.Settlements(CancellationToken.None).Where(s => s.Row.Currency is null && !IsTie(s.Row.SettlementId)
            && !hidden.Contains(s.Row.Payer.Text) && !hidden.Contains(s.Row.Payee.Text)))
        {
            Add(paid, (row.Payer.Text, row.Payee.Text), row.Amount.Units);
        }

        Assert.NotEmpty(paid);
        Assert.All(paid, pair => Assert.InRange(pair.Value, 0, accrued[pair.Key]));
    }

    [Fact]
    public void Lines_name_placements_and_never_exceed_their_settlement()
    {
        var world = Middle.Value;
        var lines = world.SettlementLines(CancellationToken.None).ToList();
        var amounts = world.Settlements(CancellationToken.None).ToDictionary(s => s.Row.SettlementId, s => s.Row, StringComparer.Ordinal);
        var placements = world.Placements().ToDictionary(p => p.Row.PlacementId, p => p.Row, StringComparer.Ordinal);
        Assert.NotEmpty(lines);
        foreach (var settlement in lines.GroupBy(line => line.SettlementId, StringComparer.Ordinal))
        {
            var paid = amounts[settlement.Key];
            Assert.InRange(settlement.Sum(line => line.Amount.Units), 0, paid.Currency is null ? paid.Amount.Units : long.MaxValue);
            Assert.All(settlement, line =>
            {
                var placement = placements[line.PlacementId];
                Assert.Same(paid.Payer, placement.Reseller ?? placement.Network);
                Assert.InRange(placement.AccrualDate, paid.PeriodFrom!.Value, paid.PeriodTo!.Value);
            });
        }
    }

    [Fact]
    public void Planted_ties_are_paid()
    {
        var world = Middle.Value;
        var paid = world.Settlements(CancellationToken.None).Select(s => (s.Row.Payer.Text, s.Row.Payee.Text)).ToHashSet();
        var registered = world.Parties().Select(party => party.PartyId.Text).ToHashSet(StringComparer.Ordinal);
        var ties = world.TieTruths().ToList();
        Assert.Contains(ties, tie => tie.Kind == "resale");
        Assert.Contains(ties, tie => tie.Kind == "hidden");
        foreach (var tie in ties.Where(tie => tie.Kind is "resale" || (tie.Kind is "hidden" && tie.Through.Length == 8 && IsAlways(world, tie.Through))))
        {
            if (tie.Kind == "resale")
            {
                Assert.Contains((tie.From, tie.To), paid);
                Assert.Contains((tie.To, tie.From), paid);
            }
            else
            {
                Assert.Contains((tie.From, tie.Through), paid);
                Assert.Contains((tie.Through, tie.To), paid);
                Assert.DoesNotContain(tie.Through, registered);
            }
        }
    }

    [Fact]
    public void Lists_lag_err_and_conflict()
    {
        var world = World.Build(
            WorldOptions.OfSize(200_000, 7) with { WronglyListedPerMillion = 20_000, WhiteListedPerMillion = 20_000 }, CancellationToken.None);
        var pirates = world.SiteTruths().Where(site => site.IsPirate).Select(site => site.Site).ToHashSet(StringComparer.Ordinal);
        var entries = world.Lists().ToList();
        var keys = entries.Select(entry => (entry.Subject, entry.SubjectKind, entry.Side, entry.Authority, entry.ValidFrom)).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        var black = entries.Where(entry => entry.Side == ListSide.Black).ToList();
        Assert.InRange(black.Where(entry => pirates.Contains(entry.Subject)).Select(entry => entry.Subject).Distinct().Count() / (double)pirates.Count, 0.3, 0.95);
        Assert.Contains(black, entry => !pirates.Contains(entry.Subject));
        Assert.Contains(black, entry => entry.Subject.Split('.').Length == 3);
        Assert.Contains(entries, entry => entry.Side == ListSide.White && black.Exists(other => other.Subject == entry.Subject));
        Assert.Contains(black, entry => entry.Confidence is > 0 and < 1_000_000);
        Assert.All(entries, entry => Assert.True(entry.RecordedAt >= entry.ValidFrom.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)));
    }

    [Fact]
    public void Keys_are_unique_and_references_hold()
    {
        var world = Middle.Value;
        var works = world.Works().Select(work => work.WorkId).ToList();
        Assert.Equal(works.Count, works.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(world.Lists().Select(entry => entry.WorkId).OfType<string>().Except(works, StringComparer.Ordinal));
        var parties = world.Parties().Select(party => party.PartyId.Text).ToList();
        Assert.Equal(parties.Count, parties.Distinct(StringComparer.Ordinal).Count());
        var rates = world.Rates().Select(rate => (rate.Currency, rate.ValidFrom)).ToList();
        Assert.Equal(rates.Count, rates.Distinct().Count());
        var lines = world.SettlementLines(CancellationToken.None).Select(line => (line.SettlementId, line.PlacementId)).ToList();
        Assert.Equal(lines.Count, lines.Distinct().Count());
    }

    [Fact]
    public void Foreign_rows_convert_at_the_rate_of_the_day()
    {
        var world = World.Build(WorldOptions.OfSize(20_000, 4) with { ForeignNetworksPerMillion = 500_000 }, CancellationToken.None);
        var rates = world.Rates().ToList();
        var foreign = world.Placements().Where(placement => placement.Row.Currency is not null).ToList();
        Assert.NotEmpty(foreign);
        Assert.All(foreign, placement =>
        {
            var rate = rates.Where(r => r.Currency == placement.Row.Currency!.Text && r.ValidFrom <= placement.Row.AccrualDate).MaxBy(r => r.ValidFrom);
            Assert.Equal(decimal.Round(placement.Stated.Units * rate.RateToBase, 0, MidpointRounding.AwayFromZero), placement.Row.Gross.Units);
        });
    }

    [Fact]
    public void Cancelling_stops_it()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => World.Build(WorldOptions.OfSize(1_000, 1), cancelled.Token));
    }

    private static World Small(ulong seed) => World.Build(WorldOptions.OfSize(3_000, seed), CancellationToken.None);

    /// <summary>Whether an intermediary is there from the beginning, and not because of a notice.</summary>
    private static bool IsAlways(World world, string intermediary) =>
        int.Parse(intermediary.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture) <= world.Options.HiddenIntermediaries;

    private static bool IsTie(string settlementId) => settlementId[5] is 'r' or 'h' or 'd';

    private static void Add(Dictionary<(string, string), long> sums, (string, string) key, long units) =>
        sums[key] = sums.GetValueOrDefault(key) + units;

    private static string Text(SimulatedPlacement placement) => placement.ToString();

    private static string Everything(World world) => string.Join('\n',
        world.Placements().Select(Text)
            .Concat(world.Settlements(CancellationToken.None).Select(row => row.ToString()))
            .Concat(world.SettlementLines(CancellationToken.None).Select(row => row.ToString()))
            .Concat(world.Parties().Select(row => row.ToString()))
            .Concat(world.Lists().Select(row => row.ToString()))
            .Concat(world.Notices().Select(row => row.ToString()))
            .Concat(world.Declarations().Select(row => row.ToString()))
            .Concat(world.Verdicts().Select(row => row.ToString()))
            .Concat(world.NetworkTruths().Select(row => row.ToString()))
            .Concat(world.SiteTruths().Select(row => row.ToString()))
            .Concat(world.TieTruths().Select(row => row.ToString()))
            .Concat(world.Rates().Select(row => row.ToString())));
}
