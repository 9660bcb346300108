using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Graph.Ingest.Normalization;

namespace Graph.Ingest.GraphFiles;

/// <summary>Reads the lines of a block: plain numbers in a tight loop, every other line by its fields.</summary>
/// <param name="layout">Where the fields stand.</param>
/// <param name="weights">What is read of the weights.</param>
/// <param name="table">Numbers the ids; null while all ids are 32-bit whole numbers without leading zeros.</param>
/// <param name="keptFaults">How many faults keep their text.</param>
internal sealed unsafe class BlockParser(LineLayout layout, WeightReading weights, NameTable? table, int keptFaults)
{
    private const ulong LargestExact = 1UL << 53;

    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    private readonly LineFields fields = new();
    private readonly EdgeScratch scratch = new();
    private readonly bool weighted = layout.Weight >= 0;
    private readonly bool isTight = table is null && !layout.IsMoney && layout.Source == (layout.IsDimacs ? 1 : 0) && layout.Target == layout.Source + 1
        && layout.FieldCount is 2 or 3 or 4 && (layout.FieldCount == layout.Target + 1 || layout.FieldCount == layout.Target + 2);

    /// <summary>Whether an id was met that is no 32-bit whole number: the files must be read again with tables.</summary>
    public bool MetText { get; private set; }

    /// <summary>Reads a block.</summary>
    public EdgeBlock Parse(BlockBuffer buffer, CancellationToken cancellation)
    {
        var length = buffer.End - buffer.Start;
        scratch.Begin((length / (layout.Target < 0 ? 2 : 4)) + 2, weighted);
        fixed (byte* bytes = buffer.Bytes)
        fixed (ulong* ends = scratch.Ends)
        fixed (long* values = scratch.Weights)
        {
            var at = bytes + buffer.Start;
            if (buffer.Offset == 0 && length >= 3 && at[0] == 0xEF && at[1] == 0xBB && at[2] == 0xBF)
            {
                at += 3;
            }

            var end = bytes + buffer.End;
            while (at < end && !MetText)
            {
                cancellation.ThrowIfCancellationRequested();
                at = isTight ? Tight(at, end, ends, values) : at;
                if (at < end)
                {
                    var lineEnd = at + new ReadOnlySpan<byte>(at, (int)(end - at + 1)).IndexOf((byte)'\n');
                    scratch.Lines++;
                    Line(new ReadOnlySpan<byte>(at, (int)(lineEnd - at)), buffer.Offset + (at - bytes - buffer.Start));
                    at = lineEnd + 1;
                }
            }
        }

        if (buffer.EndsInEndlessLine)
        {
            scratch.Lines++;
            scratch.Fault(GraphFileReasons.EndlessLine, keptFaults);
        }

        return scratch.End(buffer.Index, table, weighted);
    }

    /// <summary>Reads lines while they are plain: whole numbers, single delimiters, no quotes, no signs.</summary>
    /// <returns>The first line that is not, or the end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* Tight(byte* at, byte* end, ulong* ends, long* values)
    {
        unchecked
        {
            var blanks = layout.Delimiter == LineLayout.Blanks;
            var delimiter = layout.Delimiter;
            var passed = layout.FieldCount == layout.Target + 2 && !weighted;
            var dimacs = layout.IsDimacs;
            var least = dimacs ? 1UL : 0UL;
            var most = dimacs ? (ulong)layout.Nodes : uint.MaxValue;
            var floating = scratch.Floating;
            var count = scratch.Count;
            var lines = scratch.Lines;
            var stop = lines + 0xFFFF;
            while (at < end && lines < stop)
            {
                var p = at;
                if (dimacs)
                {
                    if (p[0] != (byte)'a' || p[1] != (byte)' ')
                    {
                        break;
                    }

                    p += 2;
                }

                if (!TryNumber(ref p, out var source) || *p != delimiter)
                {
                    break;
                }

                p++;
                while (blanks && *p == (byte)' ')
                {
                    p++;
                }

                if (!TryNumber(ref p, out var target) || source - least > most - least || target - least > most - least)
                {
                    break;
                }

                if (weighted)
                {
                    if (*p != delimiter)
                    {
                        break;
                    }

                    p++;
                    while (blanks && *p == (byte)' ')
                    {
                        p++;
                    }

                    if (!TryNumber(ref p, out var weight))
                    {
                        break;
                    }

                    if (!floating)
                    {
                        values[count] = (long)weight;
                    }
                    else if (TryFraction(ref p, weight, out var exact))
                    {
                        values[count] = BitConverter.DoubleToInt64Bits(exact);
                    }
                    else
                    {
                        break;
                    }
                }
                else if (passed)
                {
                    if (*p != delimiter || !TryPass(ref p, delimiter))
                    {
                        break;
                    }
                }

                if (*p == (byte)'\r')
                {
                    p++;
                }

                if (*p != (byte)'\n')
                {
                    break;
                }

                ends[count++] = (source << 32) | target;
                lines++;
                at = p + 1;
            }

            scratch.Count = count;
            scratch.Lines = lines;
            return at;
        }
    }

    /// <summary>Passes over a third field that nobody asked for, where it is plain.</summary>
    private static bool TryPass(ref byte* p, byte delimiter)
    {
        unchecked
        {
            var start = ++p;
            while (*p is not ((byte)'\n' or (byte)'\r' or (byte)'"' or (byte)'\t') && *p != delimiter)
            {
                p++;
            }

            return p > start && *p != (byte)'"' && *p != delimiter;
        }
    }

    /// <summary>Reads a whole number without leading zeros below 10^18, eight digits at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryNumber(ref byte* p, out ulong value)
    {
        unchecked
        {
            var digits = Unsafe.ReadUnaligned<ulong>(p) ^ 0x3030303030303030UL;
            var others = (digits | (digits + 0x7676767676767676UL)) & 0x8080808080808080UL;
            var count = BitOperations.TrailingZeroCount(others) >> 3;
            if (count == 0 || (*p == (byte)'0' && count > 1))
            {
                value = 0;
                return false;
            }

            if (count < 8)
            {
                digits <<= (8 - count) << 3;
            }

            digits = (digits * 10) + (digits >> 8);
            value = (((digits & 0x000000FF000000FFUL) * 0x000F424000000064UL) + (((digits >> 16) & 0x000000FF000000FFUL) * 0x0000271000000001UL)) >> 32;
            p += count;
            if (count < 8)
            {
                return true;
            }

            var most = p + 10;
            for (uint digit; (digit = *p - (uint)'0') <= 9; p++)
            {
                if (p == most)
                {
                    return false;
                }

                value = (value * 10) + digit;
            }

            return true;
        }
    }

    /// <summary>Reads the decimals of a number, where that is exact: both parts and the power of ten are doubles.</summary>
    private static bool TryFraction(ref byte* p, ulong whole, out double value)
    {
        unchecked
        {
            value = whole;
            if (*p != (byte)'.')
            {
                return whole < LargestExact;
            }

            var start = ++p;
            for (uint digit; (digit = *p - (uint)'0') <= 9; p++)
            {
                if (whole >= LargestExact / 10 || p - start == PowersOfTen.Length - 1)
                {
                    return false;
                }

                whole = (whole * 10) + digit;
            }

            value = whole / PowersOfTen[(int)(p - start)];
            return p > start && whole < LargestExact;
        }
    }

    private void Line(ReadOnlySpan<byte> line, long offset)
    {
        if (line.Length > 0 && line[^1] == (byte)'\r')
        {
            line = line[..^1];
        }

        if (line.Length > LineBlocks.MaxLineBytes)
        {
            scratch.Fault(GraphFileReasons.EndlessLine, keptFaults);
            return;
        }

        if (offset == layout.HeaderOffset || LayoutProbe.IsPassedOver(line) || (layout.IsDimacs && line[0] == (byte)'c'))
        {
            return;
        }

        fields.Split(line, layout.Delimiter, layout.FieldCount);
        if (fields.Fault is { } fault)
        {
            scratch.Fault(fault, keptFaults);
        }
        else if (layout.IsDimacs)
        {
            DimacsLine(line);
        }
        else if (fields.Count != layout.FieldCount)
        {
            scratch.Fault(GraphFileReasons.FieldCount(fields.Count, layout), keptFaults);
        }
        else
        {
            Edge(line);
        }
    }

    private void Edge(ReadOnlySpan<byte> line)
    {
        var source = fields.Field(line, layout.Source);
        var target = layout.Target < 0 ? source : fields.Field(line, layout.Target);
        if ((IdFault(source, layout.Target < 0 ? "id" : "source") ?? IdFault(target, "target")) is { } bad)
        {
            scratch.Fault(bad, keptFaults);
            return;
        }

        var weight = 0.0;
        var whole = 0L;
        var isWhole = true;
        if (weighted && WeightFault(fields.Field(line, layout.Weight), out whole, out weight, out isWhole) is { } wrong)
        {
            scratch.Fault(wrong, keptFaults);
            return;
        }

        if (TryNumber(source, out var from) && TryNumber(target, out var to))
        {
            Add(from, to, whole, weight, isWhole);
        }
        else
        {
            MetText = true;
        }
    }

    private void Add(uint source, uint target, long whole, double weight, bool isWhole)
    {
        if (!weighted)
        {
            scratch.Add(source, target);
        }
        else if (isWhole)
        {
            scratch.Add(source, target, whole);
        }
        else
        {
            scratch.Add(source, target, weight);
        }
    }

    private static string? IdFault(ReadOnlySpan<byte> id, string what) =>
        id.Length == 0 ? $"the {what} is empty"
        : !Utf8.IsValid(id) ? $"the {what} is not UTF-8 text"
        : null;

    private bool TryNumber(ReadOnlySpan<byte> id, out uint number)
    {
        if (table is not null)
        {
            number = table.NumberOf(id);
            return true;
        }

        return uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out number) && (id.Length == 1 || id[0] != (byte)'0');
    }

    private string? WeightFault(ReadOnlySpan<byte> text, out long whole, out double weight, out bool isWhole)
    {
        weight = 0.0;
        if (layout.IsMoney)
        {
            isWhole = true;
            return MoneyFault(text, out whole);
        }

        isWhole = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole);
        if (!isWhole)
        {
            const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            if (!double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out weight) || !double.IsFinite(weight))
            {
                return GraphFileReasons.NotANumber(layout, text);
            }
        }

        if (weights != WeightReading.Any && (whole < 0 || weight < 0))
        {
            return GraphFileReasons.Negative(layout, text);
        }

        // Not minus zero.
        weight += 0.0;
        return weights == WeightReading.Capacity && !isWhole ? GraphFileReasons.NotWhole(layout, text) : null;
    }

    private string? MoneyFault(ReadOnlySpan<byte> text, out long units)
    {
        units = 0;
        if (text.Length == 0)
        {
            return GraphFileReasons.NotANumber(layout, text);
        }

        return MoneyText.Parse(text, quoted: false, out units) is { } wrong ? GraphFileReasons.NotMoney(layout, text, wrong)
            : units < 0 ? GraphFileReasons.Negative(layout, text)
            : null;
    }

    private void DimacsLine(ReadOnlySpan<byte> line)
    {
        var kind = fields.Count > 0 && fields.Field(line, 0) is { Length: 1 } word ? word[0] : (byte)0;
        switch (kind)
        {
            case (byte)'a' when fields.Count == 4:
                Arc(line);
                return;
            case (byte)'n' when fields.Count == 3 && layout.Format == GraphFileFormat.DimacsFlow:
                Terminal(line);
                return;
            case (byte)'p':
                scratch.Fault("a second problem line", keptFaults);
                return;
            default:
                scratch.Fault(
                    $"found '{GraphFileReasons.Shown(line)}', expected 'a FROM TO {layout.WeightName.ToUpperInvariant()}'"
                        + (layout.Format == GraphFileFormat.DimacsFlow ? " or 'n NODE s' or 'n NODE t'" : ""),
                    keptFaults);
                return;
        }
    }

    private void Arc(ReadOnlySpan<byte> line)
    {
        var weight = 0.0;
        var whole = 0L;
        var isWhole = true;
        var target = 0U;
        var fault = NodeFault(line, 1, out var source) ?? NodeFault(line, 2, out target)
            ?? (weighted ? WeightFault(fields.Field(line, 3), out whole, out weight, out isWhole) : null);
        if (fault is not null)
        {
            scratch.Fault(fault, keptFaults);
        }
        else
        {
            Add(source, target, whole, weight, isWhole);
        }
    }

    private void Terminal(ReadOnlySpan<byte> line)
    {
        var word = fields.Field(line, 2);
        if (NodeFault(line, 1, out var node) is { } fault)
        {
            scratch.Fault(fault, keptFaults);
        }
        else if (word.SequenceEqual("s"u8) || word.SequenceEqual("t"u8))
        {
            scratch.Terminal(word[0] == (byte)'s', node);
        }
        else
        {
            scratch.Fault($"found '{GraphFileReasons.Shown(word)}', expected s or t", keptFaults);
        }
    }

    private string? NodeFault(ReadOnlySpan<byte> line, int field, out uint node)
    {
        var id = fields.Field(line, field);
        return uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out node) && node >= 1 && node <= (uint)layout.Nodes
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"node '{GraphFileReasons.Shown(id)}' is not within 1 to {layout.Nodes}");
    }
}
