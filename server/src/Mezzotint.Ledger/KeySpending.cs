using Dapper;
using Npgsql;

namespace Mezzotint.Ledger;

/// <summary>What keys spend.</summary>
public static class KeySpending
{
    const string SelectThisMonth = """
        select coalesce((
          select spent_millicredits from ledger_key_month
          where api_key_id = @apiKeyId and month = date_trunc('month', now() at time zone 'utc')), 0)
        """;

    const string SelectOfKeysThisMonth = """
        select api_key_id, spent_millicredits from ledger_key_month
        where api_key_id = any (@apiKeyIds) and month = date_trunc('month', now() at time zone 'utc')
        """;

    /// <summary>What the holds that a key took this month (UTC) spent or still hold, in millicredits.</summary>
    public static Task<long> ThisMonthAsync(
        NpgsqlConnection connection, Guid apiKeyId, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition(
            SelectThisMonth, new { apiKeyId }, cancellationToken: cancellation));

    /// <summary>The same for several keys; those that spent nothing are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, long>> ThisMonthAsync(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> apiKeyIds, CancellationToken cancellation) =>
        (await connection.QueryAsync<(Guid Key, long Millicredits)>(new CommandDefinition(
            SelectOfKeysThisMonth, new { apiKeyIds = apiKeyIds.ToArray() }, cancellationToken: cancellation)))
        .ToDictionary(row => row.Key, row => row.Millicredits);
}
