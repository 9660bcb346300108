using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Simulation;

/// <summary>The names of all parties and hosts of a world, each interned once, and the rows of parties.</summary>
internal sealed class WorldCast
{
    private const int HostsOfAPlatform = 40;
    private const long OwnPerson = -1;
    private const long SharedPersons = 500_000_000;
    private const long FirstAccountPerson = 600_000_000;
    private readonly WorldPlan plan;
    private readonly WorldExtras extras;

    public WorldCast(WorldPlan plan, WorldExtras extras)
    {
        this.plan = plan;
        this.extras = extras;
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

        Accounts = Intern(plan.Accounts + extras.All.Count, AccountId);
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
            yield return Row(Networks[n], PartyKind.Network, "Ads", 850_000, OwnPerson);
        }

        for (var r = 0; r < Resellers.Length; r++)
        {
            yield return Row(Resellers[r], PartyKind.Reseller, "Media", 850_000, OwnPerson);
        }

        for (var a = 0; a < Accounts.Length; a++)
        {
            if (IsRegistered(a))
            {
                yield return Row(Accounts[a], PartyKind.Account, "Publishing", 800_000, PersonOf(a));
            }
        }

        for (var v = 0; v < Advertisers.Length; v++)
        {
            yield return Row(Advertisers[v], PartyKind.Advertiser, "Brands", 950_000, OwnPerson);
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

    private string AccountId(int account)
    {
        if (account >= plan.Accounts)
        {
            var extra = account - extras.First;
            return extras.All[extra].Kind == ExtraKind.HiddenPayee
                ? WorldNames.Intermediary(plan.Options.HiddenIntermediaries + extra)
                : WorldNames.Account(account);
        }

        return plan.ImplicitAccount[account] ? "site:" + Sites[plan.AccountStart[account]].Text : WorldNames.Account(account);
    }

    /// <summary>Not every account is registered, what is implied by a site never is, and who hides is not either.</summary>
    private bool IsRegistered(int account)
    {
        var registers = SeededRandom.Stream(plan.Options.Seed, WorldStream.Parties, (ulong)account).Chance(850_000);
        return registers && (account < plan.Accounts
            ? !plan.ImplicitAccount[account]
            : extras.All[account - extras.First].Kind != ExtraKind.HiddenPayee);
    }

    /// <summary>Accounts of one owner have one legal person; one clean owner in fifty shares a person with others.</summary>
    private long PersonOf(int account)
    {
        if (account >= plan.Accounts)
        {
            return FirstAccountPerson + account;
        }

        var person = plan.Person[account];
        var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Parties, (2UL << 40) + (ulong)person);
        return !plan.IsPirate[plan.AccountStart[account]] && random.Chance(20_000)
            ? SharedPersons + random.Below(10 + (plan.Accounts / 200))
            : FirstAccountPerson + person;
    }

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

    private Party Row(Name id, PartyKind kind, string trade, int withLegalId, long person)
    {
        var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Parties, (1UL << 40) + (ulong)id.Ordinal);
        var name = WorldNames.Company(ref random, trade);

        // One network in twenty belongs to a group. Whether a person has a legal id is the same for all its accounts.
        var own = random.Chance(50_000) ? random.Below(50) : 1_000 + id.Ordinal;
        var stated = person == OwnPerson
            ? random.Chance(withLegalId)
            : SeededRandom.Stream(plan.Options.Seed, WorldStream.Parties, (3UL << 40) + (ulong)person).Chance(withLegalId);
        var legal = stated ? FormattableString.Invariant($"L{(person == OwnPerson ? own : person):D8}") : null;
        var region = random.Chance(850_000) ? WorldNames.Region(ref random) : null;
        DateOnly? opened = random.Chance(700_000) ? plan.Options.FirstDay.AddDays(-(int)random.Below(3_000)) : null;
        return new Party(default, null, id, kind, name, legal, region, opened, null);
    }
}
