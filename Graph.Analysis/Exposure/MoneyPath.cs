namespace Graph.Analysis.Exposure;

/// <summary>A band of the money path of one party towards pirate sites, summed over nodes of the same parties.</summary>
/// <param name="Layer">0 for payments to the party, 1 for payments by it, 2 for those of its payees, …</param>
/// <param name="Source">Id of the payer.</param>
/// <param name="SourceKind"><c>advertiser</c>, <c>network</c>, <c>reseller</c>, <c>account</c>.</param>
/// <param name="Target">Id of the payee, name of the site, <c>unattributed</c>, or the group <c>other clean</c>.</param>
/// <param name="TargetKind">As the source, or <c>site</c>, <c>unattributed</c>.</param>
/// <param name="Amount">Money of the party along the band, units.</param>
/// <param name="PirateAmount">The part that ends at pirate sites, units.</param>
public sealed record PathBand(int Layer, string Source, string SourceKind, string Target, string TargetKind, double Amount, double PirateAmount);
