using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Graph.Ingest.Normalization;
using Graph.Model;

namespace Graph.Ingest.Csv;

/// <summary>The fields of the current record as typed values. Columns go by their number in the <see cref="ColumnSet"/>.</summary>
/// <remarks>Every method returns false when the field is bad; then <see cref="BadColumn"/> and <see cref="Reason"/> say why. An
/// empty field is bad in a required column and null in an optional one. What stands in many rows is parsed once per distinct
/// text.</remarks>
internal sealed class RowFields(RecordSplitter record, ColumnSet columns, Header header, ReadingContext context)
{
    private readonly int[] fieldOf = header.FieldOf;
    private readonly int requiredCount = columns.RequiredCount;
    private readonly ByteCache<Name> parties = context.Caches.Parties;
    private readonly ByteCache<Name> hosts = context.Caches.Hosts;
    private readonly ByteCache<Name> words = context.Caches.Words;
    private readonly ByteCache<Name> currencies = context.Caches.Currencies;

    private readonly byte[] lastDayText = new byte[DateText.MaxLength];
    private int lastDayLength;
    private DateOnly lastDay;

    /// <summary>The first bad column; empty when the record as a whole is bad.</summary>
    public string BadColumn { get; private set; } = "";

    /// <summary>What is wrong, what is expected, and what was found.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Whether a row was, or for want of a rate could not be, converted.</summary>
    public bool UsedRates { get; private set; }

    /// <summary>Whether the record has fields at all, as many as the header.</summary>
    public bool IsWhole()
    {
        if (record.Fault is { } fault)
        {
            BadColumn = "";
            Reason = fault;
            return false;
        }

        if (record.FieldCount == header.FieldCount)
        {
            return true;
        }

        BadColumn = "";
        Reason = $"the row has {Count(record.FieldCount)}; expected {Count(header.FieldCount)} as in the header";
        return false;
    }

    /// <summary>Says that a column is bad.</summary>
    public bool Fail(int column, string problem)
    {
        BadColumn = columns.Names[column];
        Reason = problem;
        return false;
    }

    /// <summary>The trimmed bytes of a column.</summary>
    /// <returns>False when it is required and empty.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Text(int column, out ReadOnlySpan<byte> text)
    {
        text = Trimmed(column);
        return text.Length > 0 || column >= requiredCount || FailEmpty(column);
    }

    /// <summary>Gets the look-up of a host and a party under way while other columns are read. Changes nothing.</summary>
    public void Foresee(int hostColumn, int partyColumn)
    {
        hosts.Foresee(Trimmed(hostColumn));
        parties.Foresee(Trimmed(partyColumn));
    }

    /// <summary>The id of a party.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Party(int column, out Name? party)
    {
        if (!Given(column, out var text, out var good))
        {
            party = null;
            return good;
        }

        party = parties.Find(text, out var hash) ?? NewId(column, text, hash, parties, context.Names.Parties);
        return party is not null;
    }

    /// <summary>An id that is not kept among the names.</summary>
    public bool Id(int column, out string? id)
    {
        if (!Given(column, out var text, out var good))
        {
            id = null;
            return good;
        }

        return ParsedId(column, text, IdText.MaxLength, out id);
    }

    /// <summary>Two ids with <c>&gt;</c> between.</summary>
    public bool Pair(int column, out string? pair)
    {
        pair = null;
        if (!Given(column, out var text, out var good))
        {
            return good;
        }

        if (!ParsedId(column, text, 2 * IdText.MaxLength + 1, out var id))
        {
            return false;
        }

        var at = id.IndexOf('>', StringComparison.Ordinal);
        var payer = at < 0 ? "" : TextTrim.Trim(id[..at]);
        var payee = at < 0 ? "" : TextTrim.Trim(id[(at + 1)..]);
        pair = payer + ">" + payee;
        return (payer.Length > 0 && payee.Length > 0) || Fail(column, $"expected a relationship as payer>payee, found {RawText.Shown(text)}");
    }

    /// <summary>Free text.</summary>
    public bool FreeText(int column, out string? value)
    {
        value = null;
        return Text(column, out var text) && (text.Length == 0 || Kept(column, text, IdText.ParseText(text, out value), value));
    }

    /// <summary>A word of a free column that repeats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Word(int column, out Name? word)
    {
        if (!Given(column, out var text, out var good))
        {
            word = null;
            return good;
        }

        word = words.Find(text, out var hash) ?? NewId(column, text, hash, words, context.Names.Words);
        return word is not null;
    }

    /// <summary>A domain as a host name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Host(int column, out Name? host)
    {
        if (!Given(column, out var text, out var good))
        {
            host = null;
            return good;
        }

        host = hosts.Find(text, out var hash) ?? NewHost(column, text, hash);
        return host is not null;
    }

    /// <summary>A domain where the text is a host name (which has a dot), else an id; empty where the field is empty.</summary>
    public bool DomainOrId(int column, out string value)
    {
        value = "";
        var text = Trimmed(column);
        if (text.Length == 0 || HostName.Parse(text, out value) is null)
        {
            return true;
        }

        var good = ParsedId(column, text, IdText.MaxLength, out var id);
        value = id ?? "";
        return good;
    }

    /// <summary>A day.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Day(int column, out DateOnly? day)
    {
        if (!Given(column, out var text, out var good))
        {
            day = null;
            return good;
        }

        good = text.SequenceEqual(lastDayText.AsSpan(0, lastDayLength)) || TryDay(column, text);
        day = lastDay;
        return good;
    }

    /// <summary>A point in time, in UTC.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Time(int column, out DateTime? utc)
    {
        if (!Given(column, out var text, out var good))
        {
            utc = null;
            return good;
        }

        good = TimestampText.Parse(text, out var parsed) is not { } problem || Bad(column, problem, text);
        utc = parsed;
        return good;
    }

    /// <summary><c>recorded_at</c>.</summary>
    public bool RecordedAt(out DateTime? utc) => Time(columns.RecordedAtColumn, out utc);

    /// <summary>A required amount, in 1/10000.</summary>
    public bool Amount(int column, bool mayBeNegative, out long units)
    {
        units = 0;
        if (!Text(column, out var text))
        {
            return false;
        }

        var problem = MoneyText.Parse(text, record.IsQuoted(fieldOf[column]), out units);
        return problem is null && (units >= 0 || mayBeNegative)
            || Bad(column, problem ?? "the amount is negative; expected 0 or more", text);
    }

    /// <summary>A whole number ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool WholeNumber(int column, out long? number)
    {
        if (!Given(column, out var text, out var good))
        {
            number = null;
            return good;
        }

        good = WholeNumberText.Parse(text, out var parsed) is not { } problem || Bad(column, problem, text);
        number = parsed;
        return good;
    }

    /// <summary>A decimal between bounds.</summary>
    /// <param name="column">The column.</param>
    /// <param name="fractionDigits">How many are allowed.</param>
    /// <param name="isGood">Whether a value lies within the bounds.</param>
    /// <param name="bounds">The bounds in words, for the reason.</param>
    /// <param name="number">The value.</param>
    public bool Number(int column, int fractionDigits, Func<decimal, bool> isGood, string bounds, out decimal? number)
    {
        number = null;
        if (!Given(column, out var text, out var good))
        {
            return good;
        }

        if (DecimalText.Parse(text, fractionDigits, out var parsed) is { } problem)
        {
            return Bad(column, $"{problem}; expected {bounds}", text);
        }

        number = parsed;
        return isGood(parsed) || Bad(column, $"expected {bounds}", text);
    }

    /// <summary>A word of a fixed vocabulary.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool OneOf<TWord>(int column, WordSet<TWord> vocabulary, out TWord? word) where TWord : struct
    {
        if (!Given(column, out var text, out var good))
        {
            word = null;
            return good;
        }

        good = vocabulary.TryFind(text, out var found) || Bad(column, vocabulary.Problem, text);
        word = found;
        return good;
    }

    /// <summary>A required currency code.</summary>
    public bool Currency(int column, [NotNullWhen(true)] out string? code)
    {
        code = null;
        return Text(column, out var text) && (CurrencyCode.Parse(text, out code) is not { } problem || Bad(column, problem, text));
    }

    /// <summary>Converts an amount to the base currency at the rate of its day.</summary>
    /// <param name="column">The currency column.</param>
    /// <param name="amountColumn">The amount's column, named when the result does not fit.</param>
    /// <param name="day">The day of the amount.</param>
    /// <param name="units">The amount in the row's currency; then in the base currency.</param>
    /// <param name="currency">The currency, or null for the base currency.</param>
    public bool Converted(int column, int amountColumn, DateOnly day, ref long units, out Name? currency)
    {
        currency = null;
        if (!Given(column, out var text, out var good))
        {
            return good;
        }

        var known = currencies.Find(text, out var hash) ?? NewCurrency(column, text, hash);
        if (known is null)
        {
            return false;
        }

        return known.Text == CurrencyCode.Base || TryConvert(column, amountColumn, day, ref units, currency = known);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Trimmed(int column)
    {
        var field = fieldOf[column];
        return field < 0 ? default : TextTrim.Trim(record.Field(field));
    }

    private bool FailEmpty(int column) => Fail(column, "the field is empty; expected a value, the column is required");

    // False without a value: that is good in an optional column.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Given(int column, out ReadOnlySpan<byte> text, out bool good)
    {
        good = Text(column, out text);
        return text.Length > 0;
    }

    // Rows of one day stand together.
    private bool TryDay(int column, ReadOnlySpan<byte> text)
    {
        if (DateText.Parse(text, out lastDay) is { } problem)
        {
            lastDayLength = 0;
            return Bad(column, problem, text);
        }

        text.CopyTo(lastDayText);
        lastDayLength = text.Length;
        return true;
    }

    private Name? NewId(int column, ReadOnlySpan<byte> text, ulong hash, ByteCache<Name> cache, NameTable names)
    {
        if (!ParsedId(column, text, IdText.MaxLength, out var id))
        {
            return null;
        }

        var name = names.Intern(id);
        cache.Add(text, hash, name);
        return name;
    }

    private Name? NewHost(int column, ReadOnlySpan<byte> text, ulong hash)
    {
        if (HostName.Parse(text, out var host) is { } problem)
        {
            Bad(column, problem, text);
            return null;
        }

        var name = context.Names.Hosts.Intern(host);
        hosts.Add(text, hash, name);
        return name;
    }

    private Name? NewCurrency(int column, ReadOnlySpan<byte> text, ulong hash)
    {
        if (CurrencyCode.Parse(text, out var code) is { } problem)
        {
            Bad(column, problem, text);
            return null;
        }

        var name = context.Names.Words.Intern(code);
        currencies.Add(text, hash, name);
        return name;
    }

    private bool TryConvert(int column, int amountColumn, DateOnly day, ref long units, Name currency)
    {
        UsedRates = true;
        try
        {
            return context.Rates.TryConvert(currency.Text, day, units, out units)
                || Fail(column, $"no rate of {currency.Text} holds on {day:yyyy-MM-dd}; expected a row of rates with a valid_from on or before that day");
        }
        catch (OverflowException)
        {
            return Fail(amountColumn, $"the amount in {currency.Text} does not fit into 64 bits of 1/10000 once converted; expected a smaller amount");
        }
    }

    private bool ParsedId(int column, ReadOnlySpan<byte> text, int maxLength, [NotNullWhen(true)] out string? id)
    {
        var problem = IdText.ParseId(text, out id, maxLength);
        return Kept(column, text, problem, id);
    }

    // Normalising can leave nothing of a text that was more than white space.
    private bool Kept(int column, ReadOnlySpan<byte> text, string? problem, string? value)
    {
        problem ??= string.IsNullOrEmpty(value) ? "nothing printable is left of the text" : null;
        return problem is null || Bad(column, problem, text);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Bad(int column, string problem, ReadOnlySpan<byte> text) => Fail(column, $"{problem}, found {RawText.Shown(text)}");

    private static string Count(int fields) => fields == 1 ? "1 field" : $"{fields} fields";
}
