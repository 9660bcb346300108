using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>JSON for parameters of statements.</summary>
internal static class JsonText
{
    // What is no ASCII stays as it is: half the bytes for Chinese names.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A writer into memory; what it holds beside that is small and goes with it.</summary>
    public static Utf8JsonWriter Into(IBufferWriter<byte> bytes) => new(bytes, Options);
}
