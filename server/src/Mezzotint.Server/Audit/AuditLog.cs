using System.Text.Json;
using Dapper;
using Npgsql;

namespace Mezzotint.Server.Audit;

/// <summary>What admins did. Every route of theirs that changes something writes here, with the change.</summary>
sealed class AuditLog(TimeProvider clock)
{
    const string Insert = """
        insert into audit_entry (id, actor, action, subject, details)
        values (@Id, @Actor, @Action, @Subject, @details::jsonb)
        """;

    /// <summary>Writes an entry in the transaction that does what it says.</summary>
    public Task WriteAsync(NpgsqlTransaction transaction, NewEntry entry, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(Insert, new
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            entry.Actor,
            entry.Action,
            entry.Subject,
            details = JsonSerializer.Serialize(entry.Details, JsonSerializerOptions.Web),
        }, transaction, cancellationToken: cancellation));
}
