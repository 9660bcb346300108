namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>A text is no model file, or not one for the features of this program.</summary>
public sealed class ModelFileException : Exception
{
    /// <summary>States what does not fit.</summary>
    public ModelFileException(string message)
        : base(message)
    {
    }

    /// <summary>States what does not fit, with its cause.</summary>
    public ModelFileException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
