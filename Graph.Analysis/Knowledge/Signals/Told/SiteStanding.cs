using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>When sites were publicly known as pirate sites: lists as somebody could read them at the time.</summary>
/// <remarks>An entry could be read from its valid_from on, or from the day it was recorded where that is later.</remarks>
internal sealed class SiteStanding(KnowledgeView view)
{
    private readonly long least = (long)Math.Ceiling(view.Options.PirateBelief * 1e6);

    /// <summary>The black entry that first made the site known as a pirate site, or null.</summary>
    public ListEntry? FirstEntry(int site)
    {
        ListEntry? first = null;
        foreach (var entry in view.EntriesOf(site))
        {
            if (IsBlack(entry) && ReadableFrom(entry) <= view.AsOf && (entry.ValidTo is not { } end || ReadableFrom(entry) <= end)
                && (first is not { } known || ReadableFrom(entry) < ReadableFrom(known)))
            {
                first = entry;
            }
        }

        return first;
    }

    /// <summary>The day from which on an entry could be read.</summary>
    public static DateOnly ReadableFrom(ListEntry entry) =>
        entry.RecordedAt is { } at && LocalDay.Of(at) is var day && day > entry.ValidFrom ? day : entry.ValidFrom;

    /// <summary>Whether anybody could read on a day that the site is a pirate site.</summary>
    public bool ListedOn(int site, DateOnly day)
    {
        var black = false;
        foreach (var entry in view.EntriesOf(site))
        {
            if (entry.ValidFrom <= day && (entry.ValidTo is not { } end || day <= end))
            {
                if (entry.Side == ListSide.White)
                {
                    return false;
                }

                black |= IsBlack(entry) && ReadableFrom(entry) <= day;
            }
        }

        return black;
    }

    /// <summary>Whether the lists clear the site on a day: a white entry is in force, or black ones have ended and none is in force.</summary>
    public bool ClearedOn(int site, DateOnly day)
    {
        var (ended, black) = (false, false);
        foreach (var entry in view.EntriesOf(site))
        {
            if (entry.ValidFrom > day)
            {
                continue;
            }

            var over = entry.ValidTo is { } end && end < day;
            if (entry.Side == ListSide.White && !over)
            {
                return true;
            }

            ended |= IsBlack(entry) && over;
            black |= IsBlack(entry) && !over;
        }

        return ended && !black;
    }

    /// <summary>The row that clears the site on a day: the white entry in force, else the black entry that ended last; null where none does.</summary>
    public ListEntry? ClearingEntry(int site, DateOnly day)
    {
        ListEntry? found = null;
        foreach (var entry in view.EntriesOf(site))
        {
            var over = entry.ValidTo is { } end && end < day;
            if (entry.ValidFrom <= day && entry.Side == ListSide.White && !over)
            {
                return entry;
            }

            if (IsBlack(entry) && over && (found is not { } known || entry.ValidTo > known.ValidTo))
            {
                found = entry;
            }
        }

        return ClearedOn(site, day) ? found : null;
    }

    /// <summary>Whether a white entry on the site is in force on a day.</summary>
    public bool WhiteOn(int site, DateOnly day)
    {
        foreach (var entry in view.EntriesOf(site))
        {
            if (entry.Side == ListSide.White && entry.ValidFrom <= day && (entry.ValidTo is not { } end || day <= end))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsBlack(ListEntry entry) => entry.Side == ListSide.Black && (entry.Confidence ?? 1_000_000) >= least;
}
