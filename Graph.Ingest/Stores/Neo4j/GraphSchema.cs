using Graph.Ingest.Stores.Neo4j.Findings;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>A uniqueness constraint or an index of the graph, on one property.</summary>
/// <param name="Name">Its name on the server.</param>
/// <param name="IsConstraint">Whether it is a uniqueness constraint; else a range index.</param>
/// <param name="On">Relationship type or label.</param>
/// <param name="IsRelationship">Whether <paramref name="On"/> is a relationship type.</param>
/// <param name="Property">The property.</param>
internal sealed record SchemaObject(string Name, bool IsConstraint, string On, bool IsRelationship, string Property)
{
    /// <summary>The statement that makes it where it is not there.</summary>
    public string CreateStatement
    {
        get
        {
            var pattern = IsRelationship ? $"()-[x:{On}]-()" : $"(x:{On})";
            return IsConstraint
                ? $"CREATE CONSTRAINT {Name} IF NOT EXISTS FOR {pattern} REQUIRE x.{Property} IS UNIQUE"
                : $"CREATE RANGE INDEX {Name} IF NOT EXISTS FOR {pattern} ON (x.{Property})";
        }
    }

    /// <summary>The statement that removes it.</summary>
    public string DropStatement => $"DROP {(IsConstraint ? "CONSTRAINT" : "INDEX")} {Name} IF EXISTS";

    /// <summary>What it is, in words.</summary>
    public string Description => $"{(IsConstraint ? "uniqueness constraint" : "range index")} on {On}.{Property}";
}

/// <summary>What differs from the schema that the store needs.</summary>
/// <param name="Name">Name of the constraint or index.</param>
/// <param name="What">What is wrong with it, and what helps.</param>
internal readonly record struct SchemaDifference(string Name, string What);

/// <summary>The constraints and indexes of the graph. Uniqueness constraints and range indexes are all that every edition of the server has.</summary>
internal static class GraphSchema
{
    private const string Show =
        "SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties, state, owningConstraint "
        + "RETURN name, type, entityType, coalesce(labelsOrTypes, []), coalesce(properties, []), state, owningConstraint IS NOT NULL ORDER BY name";

    /// <summary>All, in the order in which they are made.</summary>
    public static IReadOnlyList<SchemaObject> All { get; } =
    [
        Unique("Store", "product"), Unique("Party", "key"), Unique("Party", "no"), Unique("Site", "key"), Unique("Site", "no"), Unique("File", "number"),
        Unique("Load", "no"), new("adchain_reject_file", false, "Reject", false, "file"),
        .. ElementType.All.Select(VidOf),
        .. ElementType.All.Select(e => new SchemaObject($"adchain_{e.Name.ToLowerInvariant()}_restated", false, e.Name, e.IsRelationship, "restated")),
        .. FindingsSchema.Items,
    ];

    /// <summary>The constraint that makes <c>vid</c> unique among the elements of a type.</summary>
    public static SchemaObject VidOf(ElementType element) =>
        new($"adchain_{element.Name.ToLowerInvariant()}_vid", true, element.Name, element.IsRelationship, "vid");

    /// <summary>Makes what is missing and waits until all of it is in use. What is there stays as it is.</summary>
    /// <exception cref="StoreException">The server has something of the same name that is not what the store needs, or an index failed.</exception>
    public static void Create(IQueryRunner runner, CancellationToken cancellation)
    {
        var found = Found(runner, cancellation);
        if (Differences(found).Count == 0)
        {
            return;
        }

        foreach (var wanted in All.Where(w => !found.Exists(f => f.IsLike(w))))
        {
            _ = runner.Write(wanted.CreateStatement, default, cancellation);
        }

        _ = runner.Write("CALL db.awaitIndexes(600)", default, cancellation);
        if (Check(runner, cancellation) is [var first, ..])
        {
            throw new StoreException($"The schema of {runner.Place} is not what the store needs: {first.Name} {first.What}");
        }
    }

    /// <summary>What differs from the schema that the store needs; empty: nothing does.</summary>
    public static IReadOnlyList<SchemaDifference> Check(IQueryRunner runner, CancellationToken cancellation) => Differences(Found(runner, cancellation));

    private static List<SchemaDifference> Differences(List<FoundIndex> found)
    {
        var differences = new List<SchemaDifference>();
        foreach (var wanted in All)
        {
            if (Difference(wanted, found) is { } what)
            {
                differences.Add(new SchemaDifference(wanted.Name, what));
            }
        }

        return differences;
    }

    private static string? Difference(SchemaObject wanted, List<FoundIndex> found)
    {
        // Under another name it does the same work.
        if (found.Find(f => f.IsLike(wanted)) is not { } there)
        {
            return found.Find(f => f.Name == wanted.Name) is { } other
                ? $"is {other.Description}, not a {wanted.Description}. Drop it (DROP {(other.IsConstraint ? "CONSTRAINT" : "INDEX")} {wanted.Name}) and run adchain store init."
                : $"is missing: a {wanted.Description}. Run adchain store init.";
        }

        return there.State switch
        {
            "ONLINE" => null,
            "FAILED" => $"has failed ({wanted.Description}). Drop it (DROP {(wanted.IsConstraint ? "CONSTRAINT" : "INDEX")} {there.Name}), see the server's log, and run adchain store init.",
            _ => $"is being filled ({wanted.Description}, {there.State}). Wait, or run adchain store init, which waits.",
        };
    }

    private static SchemaObject Unique(string label, string property) => new($"adchain_{label.ToLowerInvariant()}_{property}", true, label, false, property);

    private static List<FoundIndex> Found(IQueryRunner runner, CancellationToken cancellation)
    {
        var found = new List<FoundIndex>();
        using var rows = runner.Read(Show, default, cancellation);
        while (rows.Next())
        {
            found.Add(new FoundIndex(rows.Text(0), rows.Text(1), rows.Text(2) == "RELATIONSHIP", rows.Texts(3), rows.Texts(4), rows.Text(5), rows.Flag(6)));
        }

        return found;
    }

    /// <summary>An index as the server shows it; a uniqueness constraint shows as the index that it owns, of the same name.</summary>
    private sealed record FoundIndex(
        string Name, string Type, bool IsRelationship, IReadOnlyList<string> On, IReadOnlyList<string> Properties, string State, bool IsConstraint)
    {
        public string Description =>
            $"{(IsConstraint ? "a constraint with a" : "a")} {Type.ToLowerInvariant()} index on {string.Join('|', On)} ({string.Join(", ", Properties)})";

        public bool IsLike(SchemaObject wanted) => IsConstraint == wanted.IsConstraint && Type == "RANGE" && IsRelationship == wanted.IsRelationship
            && On is [var on] && on == wanted.On && Properties is [var property] && property == wanted.Property;
    }
}
