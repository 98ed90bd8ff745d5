using Dapper;
using Mezzotint.Contracts.Accounts;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>Reads a person as they see themselves.</summary>
sealed class AccountReading(NpgsqlDataSource database)
{
    const string Select = """
        select u.id, u.email, u.is_admin as IsAdmin, u.is_two_factor_on as IsTwoFactorOn, u.created_at as CreatedAt,
            (select count(*)::int from recovery_code where user_id = u.id) as RecoveryCodesLeft,
            (select w.id from membership m join workspace w on w.id = m.workspace_id
                where m.user_id = u.id and w.is_personal) as PersonalWorkspaceId
        from app_user u where u.id = @userId
        """;

    /// <summary>One person.</summary>
    public async Task<Account> ReadAsync(Guid userId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<Account>(
            new CommandDefinition(Select, new { userId }, cancellationToken: cancellation));
    }
}
