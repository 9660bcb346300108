using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Simulation;

/// <summary>The names of all parties and hosts of a world, each interned once, and the rows of parties.</summary>
internal sealed class WorldCast
{
    private const int HostsOfAPlatform = 40;
    private readonly WorldPlan plan;

    public WorldCast(WorldPlan plan)
    {
        this.plan = plan;
        var options = plan.Options;
        Networks = Intern(options.Networks, WorldNames.Network);
        Resellers = Intern(options.Resellers, WorldNames.Reseller);
        Advertisers = Intern(options.Advertisers, WorldNames.Advertiser);
        Intermediaries = Intern(options.HiddenIntermediaries, WorldNames.Intermediary);
        Sites = new Name[options.Sites];
        for (var s = 0; s < options.Sites; s++)
        {
            Sites[s] = Names.Hosts.Intern(HostOf(s));
        }

        Accounts = Intern(plan.Accounts, AccountId);
        Formats = [.. WorldWords.Formats.Select(Names.Words.Intern)];
        Geos = [.. WorldWords.Geos.Select(Names.Words.Intern)];
        Rails = [.. WorldWords.Rails.Select(Names.Words.Intern)];
        Currencies = WorldRates.Currencies.ToDictionary(code => code, Names.Words.Intern, StringComparer.Ordinal);
        PlatformHosts = BuildPlatformHosts();
    }

    public RecordNames Names { get; } = new();

    public Name[] Networks { get; }

    public Name[] Resellers { get; }

    public Name[] Advertisers { get; }

    public Name[] Intermediaries { get; }

    public Name[] Accounts { get; }

    public Name[] Sites { get; }

    public Name[] Formats { get; }

    public Name[] Geos { get; }

    public Name[] Rails { get; }

    public Dictionary<string, Name> Currencies { get; }

    private Dictionary<int, Name[]> PlatformHosts { get; }

    /// <summary>A payer by its number: networks, then resellers.</summary>
    public Name Payer(int payer) => payer < Networks.Length ? Networks[payer] : Resellers[payer - Networks.Length];

    /// <summary>The host that a row of a site names: for a platform every other row names a host of one of its users.</summary>
    public Name HostFor(int site, ref SeededRandom random) =>
        plan.Platform[site] == site && random.Chance(500_000) ? PlatformHosts[site][random.Below(HostsOfAPlatform)] : Sites[site];

    public IEnumerable<Party> Rows()
    {
        for (var n = 0; n < Networks.Length; n++)
        {
            yield return Row(Networks[n], PartyKind.Network, "Ads", 850_000);
        }

        for (var r = 0; r < Resellers.Length; r++)
        {
            yield return Row(Resellers[r], PartyKind.Reseller, "Media", 850_000);
        }

        for (var a = 0; a < Accounts.Length; a++)
        {
            // Not every account is registered, and what is implied by a site never is.
            if (!plan.ImplicitAccount[a] && !SeededRandom.Stream(plan.Options.Seed, WorldStream.Parties, (ulong)a).Chance(200_000))
            {
                yield return Row(Accounts[a], PartyKind.Account, "Publishing", 600_000);
            }
        }

        for (var v = 0; v < Advertisers.Length; v++)
        {
            yield return Row(Advertisers[v], PartyKind.Advertiser, "Brands", 950_000);
        }
    }

    private Name[] Intern(int count, Func<int, string> id)
    {
        var interned = new Name[count];
        for (var i = 0; i < count; i++)
        {
            interned[i] = Names.Parties.Intern(id(i));
        }

        return interned;
    }

    private string HostOf(int site)
    {
        var platform = plan.Platform[site];
        return platform < 0 || platform == site
            ? WorldNames.Host(plan.Options.Seed, site)
            : WorldNames.HostedLabel(plan.Options.Seed, site) + "." + WorldNames.Host(plan.Options.Seed, platform);
    }

    private string AccountId(int account) => plan.ImplicitAccount[account]
        ? "site:" + Sites[plan.AccountStart[account]].Text
        : WorldNames.Account(account);

    private Dictionary<int, Name[]> BuildPlatformHosts()
    {
        var hosts = new Dictionary<int, Name[]>();
        for (var s = 0; s < Sites.Length; s++)
        {
            if (plan.Platform[s] == s)
            {
                hosts[s] = [.. Enumerable.Range(1, HostsOfAPlatform).Select(user =>
                    Names.Hosts.Intern(FormattableString.Invariant($"user{user}.{Sites[s].Text}")))];
            }
        }

        return hosts;
    }

    private Party Row(Name id, PartyKind kind, string trade, int withLegalId)
    {
        var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Parties, (1UL << 40) + (ulong)id.Ordinal);
        var name = WorldNames.Company(ref random, trade);

        // One legal person in twenty has several parties.
        var person = random.Chance(50_000) ? random.Below(50) : 1_000 + id.Ordinal;
        var legal = random.Chance(withLegalId) ? FormattableString.Invariant($"L{person:D8}") : null;
        var region = random.Chance(850_000) ? WorldNames.Region(ref random) : null;
        DateOnly? opened = random.Chance(700_000) ? plan.Options.FirstDay.AddDays(-(int)random.Below(3_000)) : null;
        return new Party(default, null, id, kind, name, legal, region, opened, null);
    }
}
