using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mezzotint.Contracts.Generations;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Generations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mezzotint.Server.Tests.Generations;

/// <summary>Requests that come at the same time and share a transaction: each keeps its own outcome.</summary>
public sealed class GatheredAcceptanceTests : IAsyncLifetime
{
    static readonly CreateGenerationRequest Boat = new() { Prompt = "a yellow boat" };

    ServerUnderTest _server = null!;
    User _ada = null!;
    User _bob = null!;
    HttpClient _client = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.StartAsync();
        (_ada, _client) = await _server.UserAsync("ada@example.com", "starter");
        (_bob, _) = await _server.UserAsync("bob@example.com", "starter");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task One_that_cannot_pay_is_refused_alone()
    {
        await _server.ExecuteAsync($"""
            update ledger_account set posted_millicredits = 2000 where workspace_id = '{_bob.WorkspaceId}'
            """);
        var results = await TogetherAsync(
            (Caller(_ada), null), (Caller(_bob), null), (Caller(_bob), null), (Caller(_bob), null),
            (Caller(_ada), null));
        Assert.Equal(["accepted", "accepted", "accepted", "insufficient_credits", "accepted"], results);
        Assert.Equal((0, 2000), await _server.BalanceAsync(_bob));
        Assert.Equal(2000, (await _server.BalanceAsync(_ada)).Held);
        await AssertQueuedAsync(5); // the one before them among these
    }

    [Fact]
    public async Task One_that_makes_the_transaction_fail_fails_alone()
    {
        var unknownKey = Caller(_bob) with { ApiKeyId = Guid.CreateVersion7() };
        var results = await TogetherAsync((Caller(_ada), null), (unknownKey, null), (Caller(_bob), null));
        Assert.Equal(["accepted", "PostgresException", "accepted"], results);
        Assert.Equal(1000, (await _server.BalanceAsync(_ada)).Held);
        Assert.Equal(1000, (await _server.BalanceAsync(_bob)).Held);
        await AssertQueuedAsync(3);
    }

    [Fact]
    public async Task Two_with_one_idempotency_key_are_one()
    {
        var results = await TogetherAsync((Caller(_ada), "k"), (Caller(_ada), "k"), (Caller(_bob), "k"));
        Assert.Equal(["accepted", "KeyUsed", "accepted"], results);
        await AssertQueuedAsync(3);
    }

    [Fact]
    public async Task A_workspace_that_was_just_deleted_is_not_found()
    {
        await _server.ExecuteAsync($"delete from workspace where id = '{_bob.WorkspaceId}'");
        var results = await TogetherAsync((Caller(_ada), null), (Caller(_bob), null));
        Assert.Equal(["accepted", "not_found"], results);
    }

    [Fact]
    public async Task A_request_while_its_workspace_is_being_deleted_is_answered_not_found()
    {
        await using var connection = await _server.Database.DataSource.OpenConnectionAsync(Stop);
        await using var removal = await connection.BeginTransactionAsync(Stop);
        await ExecuteAsync(removal, $"select id from workspace where id = '{_ada.WorkspaceId}' for update");
        var answer = _client.PostAsJsonAsync("/api/v1/generations", Boat, Stop);
        await _server.WaitForLockAsync();
        await ExecuteAsync(removal, $"delete from workspace where id = '{_ada.WorkspaceId}'");
        await removal.CommitAsync(Stop);
        Assert.Equal(HttpStatusCode.NotFound, (await answer).StatusCode);
    }

    [Fact]
    public async Task Sixty_four_at_once_of_one_workspace_stop_at_its_limit()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ =>
            _client.PostAsJsonAsync("/api/v1/generations", Boat, Stop)));
        Assert.Equal(40, answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted));
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Accepted))
            Assert.Equal("waiting_jobs",
                (await refused.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());
        Assert.Equal(40_000, (await _server.BalanceAsync(_ada)).Held);
        await AssertQueuedAsync(40);
    }

    [Fact]
    public async Task A_text_that_cannot_be_kept_is_refused_with_its_field()
    {
        var answer = await _client.PostAsJsonAsync("/api/v1/generations", Boat with { Sampler = "eu\0ler" }, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("sampler", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    /// <summary>What becomes of requests that wait together while one before them waits for its workspace.</summary>
    async Task<IReadOnlyList<string>> TogetherAsync(params (Caller Caller, string? Key)[] calls)
    {
        var (first, _) = await _server.UserAsync("first@example.com", "starter");
        await using var connection = await _server.Database.DataSource.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await ExecuteAsync(transaction, $"select id from workspace where id = '{first.WorkspaceId}' for update");
        var appraisal = await AppraiseAsync(first);
        var waiting = AcceptAsync(appraisal, Caller(first), null);
        await _server.WaitForLockAsync();
        var together = calls.Select(call => AcceptAsync(appraisal, call.Caller, call.Key)).ToList();
        await transaction.CommitAsync(Stop);
        Assert.Equal("accepted", await waiting);
        return await Task.WhenAll(together);
    }

    /// <summary>The same for all who have the same plan.</summary>
    async Task<Appraisal> AppraiseAsync(User user) =>
        (await _server.Services.GetRequiredService<Appraisals>().OfAsync(Boat, Caller(user), Stop)).Appraisal!;

    async Task<string> AcceptAsync(Appraisal appraisal, Caller caller, string? key)
    {
        try
        {
            return await _server.Services.GetRequiredService<Acceptance>()
                .RunAsync(Boat, appraisal, caller, key, Stop) switch
            {
                AcceptResult.Accepted => "accepted",
                AcceptResult.Refused refused => refused.Problem.Code,
                var other => other.GetType().Name,
            };
        }
        catch (PostgresException error)
        {
            return error.GetType().Name;
        }
    }

    async Task AssertQueuedAsync(long count)
    {
        foreach (var table in new[] { "generation", "queue_job where state = 'available'", "ledger_hold", "event" })
        {
            await using var command = _server.Database.DataSource.CreateCommand($"select count(*) from {table}");
            Assert.Equal((table, count), (table, (long)(await command.ExecuteScalarAsync(Stop))!));
        }
    }

    static Caller Caller(User user) => new()
    {
        WorkspaceId = user.WorkspaceId,
        UserId = user.Id,
        Plan = "starter",
        Scopes = ["generate"],
    };

    static async Task ExecuteAsync(NpgsqlTransaction transaction, string sql)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
