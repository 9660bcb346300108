using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>A site that a party was told of, and by what.</summary>
/// <param name="Site">Index into <see cref="KnowledgeRecords.Sites"/>.</param>
/// <param name="Account">Only what goes into this account, or −1: whatever the account.</param>
/// <param name="ToldOn">The day on which it was told; for a notice that never arrived the day it was sent.</param>
/// <param name="ActBy">The last day of the time it had to act.</param>
/// <param name="Source">The row that told it.</param>
/// <param name="Notice">Index of the notice, or −1: a list told it.</param>
/// <param name="Arrived">Whether it was told at all: a list is public, a notice must be delivered.</param>
internal readonly record struct ToldSubject(
    int Site, int Account, DateOnly ToldOn, DateOnly ActBy, RowOrigin Source, int Notice, bool Arrived);
