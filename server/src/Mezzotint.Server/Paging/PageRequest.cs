using System.Buffers.Text;
using Dapper;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Mezzotint.Server.Paging;

/// <summary>Which part of a list is asked for: ?limit=N&amp;cursor=TEXT. Lists are ordered by time and id.</summary>
/// <param name="Limit">Items at most, 1 to 100.</param>
/// <param name="Cursor">As the part before gave it.</param>
/// <remarks>A cursor is the position of the last item seen, so parts stay whole while items come and go.</remarks>
sealed record PageRequest(int? Limit, string? Cursor)
{
    const int LimitMax = 100;
    const int LimitUsual = 20;

    /// <summary>Rows to read: one more than is shown tells whether there is another part.</summary>
    public int Rows => (Limit ?? LimitUsual) + 1;

    /// <summary>What is wrong with the request; null where nothing is.</summary>
    public Problem? Fault() => Limit is < 1 or > LimitMax
        ? Problem.BadRequest("limit", $"'limit' is {Limit}: choose 1 to {LimitMax}.")
        : Cursor is not null && Read(Cursor) is null
            ? Problem.BadRequest("cursor", "'cursor' is none that this list gave: leave it out to start anew.")
            : null;

    /// <summary>The item after which to go on; before the newest one for the start.</summary>
    public Position After() => Cursor is null ? Position.Beginning : Read(Cursor) ?? Position.Beginning;

    /// <summary>Answers with the part of a list that was asked for, or says what is wrong with the request.</summary>
    public async Task<IResult> AnswerAsync<TRow, T>(
        NpgsqlDataSource database, PageQuery<TRow, T> query, CancellationToken cancellation)
    {
        if (Fault() is { } fault)
            return fault;
        var parameters = new DynamicParameters(query.Parameters);
        parameters.AddDynamicParams(new { After().Time, After().Id, Rows });
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<TRow>(
            new CommandDefinition(query.Sql, parameters, cancellationToken: cancellation))).AsList();
        return TypedResults.Ok(Page(rows, query.Position, query.Item));
    }

    /// <summary>The part that was asked for, of at most <see cref="Rows"/> rows.</summary>
    public Page<T> Page<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, Position> position, Func<TRow, T> item) =>
        rows.Count < Rows
            ? new Page<T>([.. rows.Select(item)], null)
            : new Page<T>([.. rows.Take(Rows - 1).Select(item)],
                Base64Url.EncodeToString(position(rows[Rows - 2]).Write()));

    static Position? Read(string cursor)
    {
        Span<byte> bytes = stackalloc byte[Position.Bytes];
        return cursor.Length == Base64Url.GetEncodedLength(Position.Bytes)
            && Base64Url.TryDecodeFromChars(cursor, bytes, out var written) && written == Position.Bytes
            ? Position.Read(bytes) : null;
    }
}
