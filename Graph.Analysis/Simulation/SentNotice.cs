using Graph.Model.Records;

namespace Graph.Analysis.Simulation;

/// <summary>A notice while its course is not over. Days count from the first day of the world.</summary>
internal sealed class SentNotice
{
    public required int Network { get; init; }

    /// <summary>The site that it names, or −1: the network as a whole.</summary>
    public required int Site { get; init; }

    public required NoticeType Type { get; init; }

    public required int Sent { get; init; }

    /// <summary>The second of the day on which it was sent.</summary>
    public required int Second { get; init; }

    /// <summary>The day of delivery, or <see cref="int.MaxValue"/>: never.</summary>
    public required int Delivered { get; init; }

    public required int? Deadline { get; init; }

    public int? Responded { get; set; }

    public NoticeResponse? Response { get; set; }

    /// <summary>The day by which the authority expects something to have happened.</summary>
    public int Due => Deadline ?? (Delivered == int.MaxValue ? Sent + 30 : Delivered + 15);
}
