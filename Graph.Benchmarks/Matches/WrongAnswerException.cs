namespace Graph.Benchmarks.Matches;

/// <summary>A contender answered wrongly, or otherwise than another; the message says how.</summary>
internal sealed class WrongAnswerException(string what) : Exception("Wrong answer: " + what);
