using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Paging;
using Mezzotint.Contracts.Webhooks;

namespace Mezzotint.Server.Tests.Webhooks;

public sealed class WebhookTests : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    ServerUnderTest _server = null!;
    Receiver _receiver = null!;
    HttpClient _client = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _server = await ServerUnderTest.StartAsync(options => options with { AllowPrivateWebhooks = true });
        (_, _client) = await _server.UserAsync("ada@example.com", "starter");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_finished_generation_is_told_with_a_signature_that_the_secret_proves()
    {
        var webhook = await MakeAsync();
        var id = (await _server.GenerateAsync(_client, new CreateGenerationRequest { Prompt = "a boat" })).Id;
        await _server.DeliverAsync((await _server.ClaimAsync())!, [1]);
        var delivery = await UntilAsync(delivery => delivery.State == "delivered");
        Assert.Equal(("generation.finished", 1, 200, "answer 1"),
            (delivery.Type, delivery.Attempts, delivery.Status, delivery.Answer));
        Assert.True(delivery.LatencyMs >= 0);

        var message = _receiver.Messages.Single();
        Assert.Equal($"{delivery.Id}", message.Headers["webhook-id"]);
        Assert.Equal([Sign(webhook.Secret!, message)], message.Headers["webhook-signature"].Split(' '));
        var told = JsonSerializer.Deserialize<WebhookMessage>(message.Body, JsonSerializerOptions.Web)!;
        Assert.Equal((id, "completed"), (told.Data!.GenerationId, told.Data.Generation!.Status));
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign_and_only_the_new_one_is_told()
    {
        var old = await MakeAsync();
        using var answer = await _client.PostAsync($"/api/v1/webhooks/{old.Id}/secret", null, Stop);
        var rotated = (await answer.Content.ReadFromJsonAsync<Webhook>(Stop))!;
        await TestAsync(old.Id);
        await UntilAsync(delivery => delivery.State == "delivered");
        var message = _receiver.Messages.Single();
        Assert.Equal([Sign(rotated.Secret!, message), Sign(old.Secret!, message)],
            message.Headers["webhook-signature"].Split(' '));
        Assert.Null((await _client.GetFromJsonAsync<Webhook>($"/api/v1/webhooks/{old.Id}", Stop))!.Secret);
    }

    [Fact]
    public async Task What_fails_is_sent_again_as_the_same_message_and_can_be_replayed()
    {
        _receiver.Statuses.Enqueue(500);
        await TestAsync((await MakeAsync()).Id);
        var failed = await UntilAsync(delivery => delivery.Attempts == 1 && delivery.Status == 500);
        Assert.Equal("waiting", failed.State);
        Assert.InRange((failed.NextAttemptAt! - failed.AttemptedAt!).Value.TotalSeconds, 4, 7);
        await _server.ExecuteAsync("update webhook_delivery set due_at = now()");
        await UntilAsync(delivery => delivery is { State: "delivered", Attempts: 2 });
        using var answer = await _client.PostAsync($"/api/v1/webhook-deliveries/{failed.Id}/replay", null, Stop);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await UntilAsync(delivery => delivery is { State: "delivered", Attempts: 1 });
        Assert.Equal(3, _receiver.Messages.Count);
        Assert.Single(_receiver.Messages.Select(message => (message.Headers["webhook-id"], message.Body)).Distinct());
    }

    [Fact]
    public async Task After_the_eighth_attempt_it_is_given_up_and_after_days_the_webhook_is_switched_off()
    {
        _receiver.Statuses.Enqueue(500);
        var webhook = await MakeAsync();
        await _server.ExecuteAsync("update webhook set failing_since = now() - interval '4 days', is_enabled = false");
        await _server.ExecuteAsync($"""
            insert into webhook_delivery (id, webhook_id, workspace_id, type, body, attempts)
            select gen_random_uuid(), id, workspace_id, 'webhook.test', '', 7 from webhook;
            update webhook set is_enabled = true
            """);
        await UntilAsync(delivery => delivery is { State: "failed", Attempts: 8, NextAttemptAt: null });
        var off = (await _client.GetFromJsonAsync<Webhook>($"/api/v1/webhooks/{webhook.Id}", Stop))!;
        Assert.Equal((false, "Every attempt failed for 3 days."), (off.IsEnabled, off.DisabledReason));
        using var test = await _client.PostAsync($"/api/v1/webhooks/{webhook.Id}/test", null, Stop);
        Assert.Equal(HttpStatusCode.Conflict, test.StatusCode);
        using var on = await _client.PatchAsJsonAsync(
            $"/api/v1/webhooks/{webhook.Id}", new ChangeWebhookRequest { IsEnabled = true }, Stop);
        var again = (await on.Content.ReadFromJsonAsync<Webhook>(Stop))!;
        Assert.Equal((true, null, null), (again.IsEnabled, again.DisabledReason, again.FailingSince));
    }

    [Theory]
    [InlineData(302, true)]
    [InlineData(410, false)]
    public async Task A_redirect_is_not_followed_and_gone_is_the_end(int status, bool isEnabled)
    {
        _receiver.Statuses.Enqueue(status);
        var webhook = await MakeAsync();
        await TestAsync(webhook.Id);
        await UntilAsync(delivery => delivery.Status == status);
        Assert.Equal(["/hooks"], _receiver.Messages.Select(message => message.Path));
        Assert.Equal(isEnabled,
            (await _client.GetFromJsonAsync<Webhook>($"/api/v1/webhooks/{webhook.Id}", Stop))!.IsEnabled);
    }

    [Fact]
    public async Task A_name_that_leads_into_the_house_is_not_connected_to()
    {
        await using var server = await ServerUnderTest.StartAsync();
        (_, _client) = await server.UserAsync("ada@example.com", "starter");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await TestAsync((await MakeAsync($"https://localhost:{port}/")).Id);
        var tried = await UntilAsync(delivery => delivery.Attempts == 1 && delivery.Answer is not null);
        Assert.Null(tried.Status);
        Assert.Contains("which is not on the internet", tried.Answer, StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task A_workspace_has_ten_and_deletes_them_with_their_messages()
    {
        var made = new List<Webhook>();
        for (var i = 0; i < 10; i++)
            made.Add(await MakeAsync());
        using var full = await _client.PostAsJsonAsync(
            "/api/v1/webhooks", new CreateWebhookRequest { Url = _receiver.Url }, Stop);
        Assert.Equal(HttpStatusCode.Conflict, full.StatusCode);
        await TestAsync(made[0].Id);
        using var gone = await _client.DeleteAsync($"/api/v1/webhooks/{made[0].Id}", Stop);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Empty(await LogAsync());
        var left = await _client.GetFromJsonAsync<Page<Webhook>>("/api/v1/webhooks", Stop);
        Assert.Equal(made[1..].Select(webhook => webhook.Id).Reverse(), left!.Items.Select(webhook => webhook.Id));
    }

    static string Sign(string secret, Receiver.Message message)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var text = $"{message.Headers["webhook-id"]}.{message.Headers["webhook-timestamp"]}.{message.Body}";
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    async Task<Webhook> MakeAsync(string? url = null)
    {
        using var answer = await _client.PostAsJsonAsync(
            "/api/v1/webhooks", new CreateWebhookRequest { Url = url ?? _receiver.Url }, Stop);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<Webhook>(Stop))!;
    }

    async Task TestAsync(Guid id)
    {
        using var answer = await _client.PostAsync($"/api/v1/webhooks/{id}/test", null, Stop);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    async Task<IReadOnlyList<WebhookDelivery>> LogAsync() =>
        (await _client.GetFromJsonAsync<Page<WebhookDelivery>>("/api/v1/webhook-deliveries", Stop))!.Items;

    /// <summary>Looks into the log until a message is as asked.</summary>
    async Task<WebhookDelivery> UntilAsync(Func<WebhookDelivery, bool> isRight)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Patience);
        while (true)
        {
            if ((await LogAsync()).FirstOrDefault(isRight) is { } delivery)
                return delivery;
            await Task.Delay(20, limit.Token);
        }
    }
}
