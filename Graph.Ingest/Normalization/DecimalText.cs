namespace Graph.Ingest.Normalization;

/// <summary>Reads exact decimals without sign: rates, costs, efficacies, confidences.</summary>
internal static class DecimalText
{
    private const int MaxWholeDigits = 18;

    /// <summary>Parses decimal text ≥ 0.</summary>
    /// <param name="text">Trimmed UTF-8, not empty.</param>
    /// <param name="maxFractionDigits">At most 10.</param>
    /// <param name="value">The value, without trailing zeros in its scale, so that equal values print alike.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(ReadOnlySpan<byte> text, int maxFractionDigits, out decimal value)
    {
        value = 0;
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        if ((point >= 0 && fraction.Length == 0) || !AreDigits(whole) || !AreDigits(fraction))
        {
            return "not a plain decimal number; expected digits with at most one decimal point, no sign, no exponent, no comma";
        }

        whole = whole.TrimStart((byte)'0');
        if (fraction.Length > maxFractionDigits)
        {
            return $"more than {maxFractionDigits} fraction digits";
        }

        if (whole.Length > MaxWholeDigits)
        {
            return $"more than {MaxWholeDigits} digits before the point";
        }

        fraction = fraction.TrimEnd((byte)'0');
        value = Compose(whole, fraction);
        return null;
    }

    private static decimal Compose(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction)
    {
        UInt128 mantissa = 0;
        foreach (var digit in whole)
        {
            mantissa = mantissa * 10 + (uint)(digit - '0');
        }

        foreach (var digit in fraction)
        {
            mantissa = mantissa * 10 + (uint)(digit - '0');
        }

        var low = (ulong)(mantissa & ulong.MaxValue);
        return new decimal(
            unchecked((int)low), unchecked((int)(low >> 32)), unchecked((int)(uint)(mantissa >> 64)), isNegative: false, (byte)fraction.Length);
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
