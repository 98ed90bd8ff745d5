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

    /// <summary>What the holds that a key took this month (UTC) spent or still hold, in millicredits.</summary>
    public static Task<long> ThisMonthAsync(
        NpgsqlConnection connection, Guid apiKeyId, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition(
            SelectThisMonth, new { apiKeyId }, cancellationToken: cancellation));
}
