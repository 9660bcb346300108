namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>Innocent explanations left untested: what would have been found without them.</summary>
[Flags]
internal enum Leniency
{
    /// <summary>Every explanation is tested.</summary>
    None = 0,
    /// <summary>Sites that went to another owner count.</summary>
    ChangedHands = 1,
    /// <summary>Sites that the lists have cleared count.</summary>
    Cleared = 2,
    /// <summary>Notices that never arrived count from the day they were sent.</summary>
    Undelivered = 4,
    /// <summary>What is too young to tell counts from the day of the telling.</summary>
    Young = 8,
}
