using Mezzotint.Contracts.Generations;
using Mezzotint.Queue;
using Mezzotint.Server.Generations;
using Mezzotint.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mezzotint.Server.Tests.Workspaces;

public sealed class RemovalTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_ends_while_its_workspace_is_deleted_does_not_wait_for_it_in_a_circle()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (ada, client) = await server.UserAsync("ada@example.com", "starter");
        await server.GenerateAsync(client, new CreateGenerationRequest { Prompt = "a yellow boat" });
        var job = (await server.ClaimAsync())!;
        var removing = Task.CompletedTask;

        var settlement = await server.Services.GetRequiredService<Settling>().RunAsync(async transaction =>
        {
            var completed = await server.Services.GetRequiredService<Jobs>().CompleteAsync(
                transaction, new Lease(job.JobId, job.LeaseToken), Stop);
            removing = RemoveAsync(server, ada.WorkspaceId);
            await server.WaitForLockAsync();
            // As the picture's row does, which names its workspace.
            await using var share = new NpgsqlCommand(
                $"select id from workspace where id = '{ada.WorkspaceId}' for key share", transaction.Connection);
            await share.ExecuteNonQueryAsync(Stop);
            return completed;
        }, Stop);
        await removing;

        Assert.Equal(SettleOutcome.Completed, settlement.Outcome);
        await using var count = server.Database.DataSource.CreateCommand(
            $"select count(*) from workspace where id = '{ada.WorkspaceId}'");
        Assert.Equal(0L, await count.ExecuteScalarAsync(Stop));
    }

    static async Task RemoveAsync(ServerUnderTest server, Guid workspaceId)
    {
        await using var connection = await server.Database.DataSource.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await server.Services.GetRequiredService<WorkspaceRemoval>().RemoveAsync(transaction, workspaceId, Stop);
        await transaction.CommitAsync(Stop);
    }
}
