using System.Buffers;
using System.Globalization;
using System.Text;

namespace Graph.Ingest.Normalization;

/// <summary>Normalises domains to host names: scheme, user, path, port, <c>www.</c>, final dot and case removed, IDN to punycode.</summary>
/// <remarks>What is left must be a host name of at least two labels; IP addresses are not host names. Underscores are allowed
/// inside labels below the registrable part, because real hosts carry them, but never in the last two labels.</remarks>
internal static class HostName
{
    private const string Expected = "expected a host name such as video.example.com";
    private const int MaxLength = 253;
    private const int MaxLabelLength = 63;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = false };

    /// <summary>Normalises a domain.</summary>
    /// <param name="text">Trimmed UTF-8, not empty.</param>
    /// <param name="host">The host.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(ReadOnlySpan<byte> text, out string host)
    {
        if (text.ContainsAnyExcept(PlainCharacters) || text.IndexOf("xn--"u8) >= 0)
        {
            return Parse(Encoding.UTF8.GetString(text), out host);
        }

        // Already a bare lower-case name, as most are.
        var name = Encoding.ASCII.GetString(text);
        host = DropWww(name[^1] == '.' ? name[..^1] : name);
        return Problem(host);
    }

    private static readonly SearchValues<byte> PlainCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-"u8);

    /// <summary>Normalises a domain.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="host">The host.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(string text, out string host)
    {
        host = "";
        if (IdText.HasNoncharacter(text))
        {
            return IdText.Noncharacter;
        }

        var authority = Authority(TextTrim.Trim(text.Normalize(NormalizationForm.FormKC)));
        if (authority.Length == 0)
        {
            return "no host name is left when scheme and path are taken off; " + Expected;
        }

        if (authority[0] == '[' || authority.Count(c => c == ':') > 1)
        {
            return IpAddress;
        }

        if (!TryDropPort(ref authority))
        {
            return "what follows the colon is not a port number; " + Expected;
        }

        if (!TryAscii(authority, out var ascii))
        {
            return "not a valid internationalised name; " + Expected;
        }

        host = DropWww(ascii.EndsWith('.') ? ascii[..^1] : ascii);
        return Problem(host);
    }

    private const string IpAddress = "an IP address or number is not a host name; " + Expected;

    private static string Authority(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && text.AsSpan(0, scheme).IndexOfAnyExcept(SchemeCharacters) < 0)
        {
            text = text[(scheme + 3)..];
        }
        else if (text.StartsWith("//", StringComparison.Ordinal))
        {
            text = text[2..];
        }

        var end = text.AsSpan().IndexOfAny("/\\?#");
        text = end < 0 ? text : text[..end];
        return text[(text.LastIndexOf('@') + 1)..];
    }

    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    private static bool TryDropPort(ref string authority)
    {
        var colon = authority.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return true;
        }

        var port = authority.AsSpan(colon + 1);
        authority = authority[..colon];
        return port.Length <= 5 && !port.ContainsAnyExceptInRange('0', '9');
    }

    private static bool TryAscii(string name, out string ascii)
    {
        ascii = name.ToLowerInvariant();
        if (Ascii.IsValid(name) && !ascii.Contains("xn--", StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            ascii = Idn.GetAscii(ascii).ToLowerInvariant();
            return Ascii.IsValid(ascii);
        }
        catch (ArgumentException)
        {
            // The only way in which the mapping says that a name is not one.
            return false;
        }
    }

    // "www.com" is a host of its own: what is left must have two labels.
    private static string DropWww(string host)
    {
        while (host.StartsWith("www.", StringComparison.Ordinal) && host.IndexOf('.', 4) > 0)
        {
            host = host[4..];
        }

        return host;
    }

    private static string? Problem(string host)
    {
        if (host.Length > MaxLength)
        {
            return $"the host name is longer than {MaxLength} characters";
        }

        var rest = host.AsSpan();
        var registrable = host.LastIndexOf('.') is > 0 and var last ? host.LastIndexOf('.', last - 1) + 1 : 0;
        for (var start = 0; start <= host.Length;)
        {
            var dot = rest[start..].IndexOf('.');
            var label = dot < 0 ? rest[start..] : rest.Slice(start, dot);
            if (LabelProblem(label, underscoreAllowed: start < registrable) is { } problem)
            {
                return problem;
            }

            if (dot < 0)
            {
                return !label.ContainsAnyExceptInRange('0', '9') ? IpAddress
                    : start == 0 ? "the name has no dot; " + Expected
                    : null;
            }

            start += dot + 1;
        }

        return null;
    }

    private static string? LabelProblem(ReadOnlySpan<char> label, bool underscoreAllowed)
    {
        if (label.Length is 0 or > MaxLabelLength)
        {
            return $"a part between dots is empty or longer than {MaxLabelLength} characters; " + Expected;
        }

        if (label[0] == '-' || label[^1] == '-')
        {
            return "a part between dots begins or ends with a hyphen; " + Expected;
        }

        foreach (var character in label)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '-' && !(underscoreAllowed && character == '_'))
            {
                return "a character is not allowed in a host name; " + Expected;
            }
        }

        return null;
    }
}
