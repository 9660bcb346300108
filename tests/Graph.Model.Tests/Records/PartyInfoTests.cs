using Graph.Model.Records;
using Xunit;

namespace Graph.Model.Tests.Records;

public sealed class PartyInfoTests
{
    [Theory]
    [InlineData(PartyRoles.Network | PartyRoles.Reseller | PartyRoles.Account | PartyRoles.Advertiser | PartyRoles.Payee, PartyKind.Network)]
    [InlineData(PartyRoles.Reseller | PartyRoles.Account | PartyRoles.Advertiser | PartyRoles.Payee, PartyKind.Reseller)]
    [InlineData(PartyRoles.Account | PartyRoles.Advertiser | PartyRoles.Payer, PartyKind.Account)]
    [InlineData(PartyRoles.Advertiser | PartyRoles.Payee, PartyKind.Advertiser)]
    [InlineData(PartyRoles.Payee, PartyKind.Account)]
    [InlineData(PartyRoles.Payer, PartyKind.Advertiser)]
    [InlineData(PartyRoles.Payer | PartyRoles.Payee, PartyKind.Reseller)]
    public void Kind_follows_from_the_column(PartyRoles roles, PartyKind kind) =>
        Assert.Equal(kind, new PartyInfo("p", roles, null).Kind);

    [Theory]
    [InlineData(PartyKind.Advertiser)]
    [InlineData(PartyKind.Network)]
    [InlineData(PartyKind.Reseller)]
    [InlineData(PartyKind.Account)]
    public void What_is_registered_wins_over_the_column(PartyKind kind)
    {
        var row = new Party(new RowOrigin(0, 2), null, new NameTable().Intern("p"), kind, null, null, null, null, null);
        Assert.Equal(kind, new PartyInfo("p", PartyRoles.Network | PartyRoles.Payee, row).Kind);
        Assert.Equal(kind, new PartyInfo("p", PartyRoles.None, row).Kind);
    }
}
