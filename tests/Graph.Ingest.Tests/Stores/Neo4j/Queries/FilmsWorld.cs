using Graph.Testing;

namespace Graph.Ingest.Tests.Stores.Neo4j.Queries;

/// <summary>A world small enough to work every answer out on paper: a pirate site with a mirror listed on its own, an account that serves it and an honest shop,
/// a network that was told and went on, another that sells through a reseller, a restated placement, notices, a declaration, a verdict.</summary>
internal static class FilmsWorld
{
    /// <summary>Writes its files.</summary>
    /// <returns>Their folder.</returns>
    public static string Write(TempFolder folder)
    {
        folder.Write("data/placements.csv", """
            placement_id,accrual_date,network_id,reseller_id,account_id,domain,gross_amount
            p1,2026-08-02,goes-on,,acct-1,films.example,100
            p2,2026-08-23,goes-on,,acct-1,films.example,200
            p3,2026-10-04,goes-on,,acct-1,http://www.films.example/watch,200.25
            p4,2026-10-05,net-b,res-1,acct-1,cdn.films.example,100.5
            p5,2026-10-12,net-b,,,mirror.films.example,25
            p6,2026-10-12,net-b,res-1,acct-1,shop.example,400
            p7,2026-10-19,net-b,,acct-2,fine.example,1000
            p8,2026-10-26,net-b,,acct-1,films.example,60
            p9,2026-12-01,net-b,,acct-1,films.example,7000
            p1,2026-08-02,goes-on,,acct-1,films.example,100.00

            """);
        folder.Write("data/placements2.csv", """
            placement_id,accrual_date,network_id,account_id,domain,gross_amount,recorded_at
            p8,2026-10-26,net-b,acct-1,films.example,80,2026-11-05

            """);
        folder.Write("data/lists.csv", """
            subject,subject_kind,list,authority,valid_from,valid_to
            films.example,domain,black,office,2026-05-01,
            mirror.films.example,domain,black,office,2026-06-01,
            shop.example,domain,white,office,2026-01-01,
            fine.example,domain,black,office,2026-01-01,2026-02-01
            net-b,network,black,office,2026-09-01,

            """);
        folder.Write("data/settlements.csv", """
            settlement_id,payer_id,payee_id,pay_date,amount,status
            s1,goes-on,acct-1,2026-06-15,1400,paid
            s2,goes-on,acct-1,2026-09-15,800,paid
            s3,net-b,res-1,2026-10-20,300,paid
            s4,res-1,acct-1,2026-10-25,280,paid
            s5,net-b,acct-1,2026-10-30,60,held
            s6,res-1,acct-1,2026-11-01,20.25,paid
            s7,res-1,acct-1,2026-11-01,-25.5,reversed

            """);
        folder.Write("data/notices.csv", """
            notice_id,network_id,subject,type,sent_at,delivered_at,responded_at,response
            k1,goes-on,films.example,notice,2026-05-29,2026-05-31,2026-06-10,removed
            k2,goes-on,acct-1,warning,2026-06-20T10:00:00,2026-07-01T23:30:00+08:00,,
            k3,res-1,acct-1,notice,2026-10-20,2026-10-27,,
            k4,net-b,,interview,2026-10-01,2026-11-20,,

            """);
        folder.Write("data/declarations.csv", """
            declaration_id,network_id,period_from,period_to,statement
            d1,goes-on,2026-06-01,2026-06-30,removed

            """);
        folder.Write("data/verdicts.csv", """
            network_id,verdict,decided_on,authority
            net-b,negligent,2026-10-30,court

            """);
        folder.Write("data/parties.csv", """
            party_id,kind,name
            goes-on,network,Goes On Ads
            acct-1,account,One Ltd
            net-b,network,B Media

            """);
        return folder.At("data");
    }
}
