namespace Mezzotint.Server.Paging;

/// <summary>The query of a list, and how its rows are shown.</summary>
/// <param name="Sql">Newest first; takes @Time and @Id, after which to go on, and @Rows, how many to read.</param>
/// <param name="Parameters">Its other parameters; null where there are none.</param>
/// <param name="Position">Where a row stands.</param>
/// <param name="Item">A row as clients see it.</param>
sealed record PageQuery<TRow, T>(string Sql, object? Parameters, Func<TRow, Position> Position, Func<TRow, T> Item);
