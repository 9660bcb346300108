using System.Globalization;
using System.Text;

namespace Graph.Ingest.GraphFiles;

/// <summary>Finds the format, the delimiter and the columns of a graph file by its first lines.</summary>
internal static class LayoutProbe
{
    private const int FirstBytes = 1 << 16;
    private const int MostBytes = 1 << 26;
    private static readonly string[] SourceWords = ["source", "src", "from", "payer", "payer_id", "fromnodeid"];
    private static readonly string[] TargetWords = ["target", "dst", "to", "payee", "payee_id", "tonodeid"];
    private static readonly string[] WeightWords = ["weight", "amount", "capacity"];
    private static readonly string[] CapacityWords = ["capacity", "weight", "amount"];

    /// <summary>Looks at the file's beginning.</summary>
    public static LineLayout Of(string path, WeightReading weights)
    {
        var isGzip = LineBlocks.IsGzip(path);
        for (var bytes = FirstBytes; ; bytes *= 8)
        {
            using Stream stream = isGzip ? new PackedText(path) : File.OpenRead(path);
            var text = new byte[bytes];
            var read = stream.ReadAtLeast(text, bytes, throwOnEndOfStream: false);
            var lines = FirstLines(text.AsSpan(0, read), read < bytes, out var afterComments);
            if (lines.Count == 2 || read < bytes || bytes >= MostBytes)
            {
                return Of(lines, afterComments, weights);
            }
        }
    }

    /// <summary>Whether a line holds no data: blank or a comment.</summary>
    public static bool IsPassedOver(ReadOnlySpan<byte> line)
    {
        var at = line.IndexOfAnyExcept(" \t\r"u8);
        return at < 0 || line[at] is (byte)'#' or (byte)'%';
    }

    /// <summary>The first two lines with data; of a DIMACS file the problem line first.</summary>
    private static List<ProbedLine> FirstLines(ReadOnlySpan<byte> text, bool isWhole, out bool afterComments)
    {
        var lines = new List<ProbedLine>();
        var at = text.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        ProbedLine? comment = null;
        for (var number = 1L; at < text.Length && lines.Count < 2; number++)
        {
            var length = text[at..].IndexOf((byte)'\n');
            if (length < 0 && !isWhole)
            {
                break;
            }

            var line = length < 0 ? text[at..] : text.Slice(at, length);
            if (!IsPassedOver(line))
            {
                var probed = new ProbedLine(Encoding.UTF8.GetString(line).TrimEnd('\r'), at, number);
                if (lines.Count == 0 && probed.IsDimacsComment)
                {
                    comment ??= probed;
                }
                else if (lines.Count == 0 && comment is not null && !probed.IsCalledProblem)
                {
                    // Not DIMACS: a node is called c.
                    lines.Add(comment);
                    lines.Add(probed);
                }
                else
                {
                    lines.Add(probed);
                }
            }

            at += length < 0 ? line.Length : length + 1;
        }

        if (lines.Count == 0 && comment is not null && isWhole)
        {
            lines.Add(comment);
        }

        afterComments = comment is not null;
        return lines;
    }

    private static LineLayout Of(List<ProbedLine> lines, bool afterComments, WeightReading weights)
    {
        if (lines.Count == 0)
        {
            return new LineLayout();
        }

        if (lines[0].IsProblem)
        {
            return Dimacs(lines[0], weights);
        }

        if (lines[0].IsCalledProblem && afterComments)
        {
            return new LineLayout
            {
                HeaderLine = lines[0].Number,
                Fault = $"found '{GraphFileReasons.Shown(lines[0].Text)}', expected 'p max NODES ARCS' or 'p sp NODES ARCS'",
            };
        }

        var delimiter = Delimiter(lines[0].Text);
        var first = lines[0].Fields(delimiter);
        var second = lines.Count > 1 ? lines[1].Fields(delimiter) : null;
        if (IsHeader(first, second))
        {
            return Named(lines[0], delimiter, first, weights);
        }

        var fields = first.Length >= 3 ? 3 : 2;
        if (fields == 2 && weights is WeightReading.Any or WeightReading.NonNegative)
        {
            fields = 3;
        }

        return new LineLayout
        {
            Delimiter = delimiter,
            FieldCount = fields,
            Weight = fields == 3 && weights != WeightReading.None ? 2 : -1,
            WeightName = weights == WeightReading.Capacity ? "capacity" : "weight",
        };
    }

    private static LineLayout Dimacs(ProbedLine problem, WeightReading weights)
    {
        var fields = problem.Fields(LineLayout.Blanks);
        var nodes = long.Parse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture);
        var arcs = long.Parse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture);
        var format = fields[1] == "max" ? GraphFileFormat.DimacsFlow : GraphFileFormat.DimacsPaths;
        return new LineLayout
        {
            Format = format,
            FieldCount = 4,
            Source = 1,
            Target = 2,
            Weight = weights == WeightReading.None ? -1 : 3,
            WeightName = format == GraphFileFormat.DimacsFlow ? "capacity" : "weight",
            HeaderOffset = problem.Offset,
            HeaderLine = problem.Number,
            Nodes = (int)Math.Min(nodes, int.MaxValue),
            Arcs = arcs,
            Fault = fields[1] is not ("max" or "sp") ? $"found problem '{GraphFileReasons.Shown(fields[1])}', expected max or sp"
                : nodes > int.MaxValue ? "more nodes than 2147483647"
                : null,
        };
    }

    private static LineLayout Named(ProbedLine header, byte delimiter, string[] names, WeightReading weights)
    {
        var words = Array.ConvertAll(names, name => name.ToLowerInvariant());
        var source = Column(words, SourceWords);
        var target = Column(words, TargetWords);
        var byName = source >= 0 && target >= 0;
        var weight = weights == WeightReading.None ? -1 : Column(words, weights == WeightReading.Capacity ? CapacityWords : WeightWords);
        if (!byName)
        {
            (source, target) = (0, 1);
            weight = weights != WeightReading.None && weight < 0 && names.Length > 2 ? 2 : weight;
        }

        var fault = names.Length < 2 ? "found 1 column, expected source and target"
            : !byName && names.Length > 3 ? "no columns named source and target (or src and dst, from and to, payer and payee)"
            : weight < 0 && weights is WeightReading.Any or WeightReading.NonNegative ? "no column named weight, amount or capacity"
            : null;
        return new LineLayout
        {
            Delimiter = delimiter,
            FieldCount = names.Length,
            Source = source,
            Target = target,
            Weight = weight,
            WeightName = weight >= 0 ? words[weight] : "weight",
            IsMoney = weights == WeightReading.Capacity && weight >= 0 && words[weight] == "amount",
            HeaderOffset = header.Offset,
            HeaderLine = header.Number,
            Fault = fault,
        };
    }

    /// <summary>A first line is a header where it names the columns, or where it is words above numbers.</summary>
    private static bool IsHeader(string[] first, string[]? second)
    {
        var words = Array.ConvertAll(first, name => name.ToLowerInvariant());
        if ((Column(words, SourceWords) >= 0 && Column(words, TargetWords) >= 0) || (first.Length == 3 && WeightWords.Contains(words[2], StringComparer.Ordinal)))
        {
            return true;
        }

        return second is { Length: >= 2 } && first.Length == second.Length
            && !IsWhole(first[0]) && !IsWhole(first[1]) && IsWhole(second[0]) && IsWhole(second[1])
            && (first.Length == 2 || !IsNumber(first[2]));
    }

    private static int Column(string[] words, string[] sought)
    {
        foreach (var word in sought)
        {
            if (Array.IndexOf(words, word) is >= 0 and var column)
            {
                return column;
            }
        }

        return -1;
    }

    private static byte Delimiter(string line)
    {
        var outside = Outside(line);
        return outside.Contains(',', StringComparison.Ordinal) ? (byte)','
            : outside.Contains(';', StringComparison.Ordinal) ? (byte)';'
            : outside.Trim(' ').Contains('\t', StringComparison.Ordinal) ? (byte)'\t'
            : LineLayout.Blanks;
    }

    /// <summary>The line without what stands in quotes.</summary>
    private static string Outside(string line) => string.Concat(line.Split('"').Where((_, part) => part % 2 == 0));

    private static bool IsWhole(string field) => field.Length > 0 && field.All(char.IsAsciiDigit);

    private static bool IsNumber(string field) => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private sealed record ProbedLine(string Text, long Offset, long Number)
    {
        public bool IsDimacsComment => Text == "c" || Text.StartsWith("c ", StringComparison.Ordinal) || Text.StartsWith("c\t", StringComparison.Ordinal);

        public bool IsCalledProblem => Fields(LineLayout.Blanks) is ["p", ..];

        public bool IsProblem
        {
            get
            {
                var fields = Fields(LineLayout.Blanks);
                return fields.Length == 4 && fields[0] == "p" && IsCount(fields[2]) && IsCount(fields[3]);
            }
        }

        public string[] Fields(byte delimiter)
        {
            var bytes = Encoding.UTF8.GetBytes(Text);
            var line = new LineFields();
            line.Split(bytes, delimiter, int.MaxValue);
            var fields = new string[line.Count];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = Encoding.UTF8.GetString(line.Field(bytes, i));
            }

            return fields;
        }

        private static bool IsCount(string field) => IsWhole(field) && field.Length <= 18;
    }
}
