namespace Graph.Model.Records;

/// <summary>The eleven kinds of input file. A file's type is the start of its name.</summary>
public enum RecordType
{
    /// <summary>What ran where and what it earned.</summary>
    Placements,
    /// <summary>Payments between parties.</summary>
    Settlements,
    /// <summary>Which placements a payment paid for.</summary>
    SettlementLines,
    /// <summary>Who the parties are.</summary>
    Parties,
    /// <summary>Black and white lists of sites, networks and accounts.</summary>
    Lists,
    /// <summary>Notices, warnings, interviews, orders and penalties sent to parties.</summary>
    Notices,
    /// <summary>What networks declared about a period.</summary>
    Declarations,
    /// <summary>Decisions of authorities about networks.</summary>
    Verdicts,
    /// <summary>Protected works.</summary>
    Works,
    /// <summary>Dated exchange rates to the base currency.</summary>
    Rates,
    /// <summary>What enforcement can do, at what cost and with what effect.</summary>
    Actions,
}

/// <summary>The file-name words of the record types.</summary>
public static class RecordTypes
{
    /// <summary>All types in the order of the data contract.</summary>
    public static IReadOnlyList<RecordType> All { get; } = Enum.GetValues<RecordType>();

    /// <summary>The word that starts the name of a file of this type: <c>settlement_lines</c>.</summary>
    public static string FileWord(this RecordType type) => type switch
    {
        RecordType.Placements => "placements",
        RecordType.Settlements => "settlements",
        RecordType.SettlementLines => "settlement_lines",
        RecordType.Parties => "parties",
        RecordType.Lists => "lists",
        RecordType.Notices => "notices",
        RecordType.Declarations => "declarations",
        RecordType.Verdicts => "verdicts",
        RecordType.Works => "works",
        RecordType.Rates => "rates",
        RecordType.Actions => "actions",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown record type."),
    };

    /// <summary>The record type of a file name: <c>placements-2026-W47.csv.gz</c> is placements.</summary>
    /// <param name="name">File name without folder.</param>
    /// <returns>The type, or null: no <c>.csv</c> or <c>.csv.gz</c> at the end, or no type's word at the start. After the word no
    /// letter may follow (<c>worksheet.csv</c> is no file of works). Case does not matter.</returns>
    public static RecordType? OfFile(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        foreach (var type in All)
        {
            var word = type.FileWord();
            if (name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && !char.IsLetter(name[word.Length]))
            {
                return type;
            }
        }

        return null;
    }
}
