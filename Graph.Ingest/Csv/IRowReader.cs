using Graph.Model.Records;

namespace Graph.Ingest.Csv;

/// <summary>Makes typed records of one type.</summary>
internal interface IRowReader<TRecord> where TRecord : struct, IRecord
{
    /// <summary>The columns of the type.</summary>
    ColumnSet Columns { get; }

    /// <summary>Reads the current row, column by column in the order of the contract, up to the first bad one.</summary>
    /// <returns>False when the row is bad; <see cref="RowFields.Reason"/> says why.</returns>
    bool TryRead(RowFields row, RowOrigin origin, out TRecord record);
}
