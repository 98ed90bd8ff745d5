using System.Net;
using System.Text;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Hosting;
using Mezzotint.Server.Mail;

namespace Mezzotint.Server.Tests.Mail;

public sealed class SendMailTests : IDisposable
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Trust(null);

    [Theory]
    [InlineData("465", "STARTTLS")]
    [InlineData("0", "65535")]
    [InlineData("smtp", "65535")]
    public void A_port_where_mail_cannot_be_sent_is_refused_at_the_start(string port, string word) =>
        Assert.Contains(word, Assert.Throws<ServerException>(() => MailOptions.PortOf(port)).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task Mail_goes_through_STARTTLS_and_log_in_and_its_text_is_forgotten_then()
    {
        await using var smtp = await MailServer.StartAsync();
        Trust(smtp.Thumbprint);
        await using var server = await ServerUnderTest.StartAsync(options => options with { Mail = smtp.Options });
        await server.Browser().Post("account/register", new { email = "ada@example.com", password = "correct horse" })
            .IsAsync(HttpStatusCode.Accepted);
        var mail = await smtp.MailAsync();
        Assert.Equal(("mezzotint", true),
            (mail.GetProperty("user").GetString(), mail.GetProperty("isSecure").GetBoolean()));
        Assert.Equal(("studio@pictures.example", "ada@example.com"),
            (mail.GetProperty("from").GetString(), mail.GetProperty("to").GetString()));
        var text = mail.GetProperty("text").GetString()!.ReplaceLineEndings("\n");
        Assert.Contains("From: \"Mezzotint\" <studio@pictures.example>\n", text);
        Assert.Matches("(?m)^Message-ID: <[0-9a-f]{32}@127.0.0.1>$", text);
        Assert.Matches("\nhttp://127.0.0.1:0/confirm-email#[A-Za-z0-9_-]{43}\n", text);
        await UntilAsync(server, "select count(*) = 1 from mail where sent_at is not null and body = ''");
    }

    [Fact]
    public async Task Letters_of_any_language_arrive_and_what_is_rolled_back_does_not()
    {
        await using var smtp = await MailServer.StartAsync();
        Trust(smtp.Thumbprint);
        await using var server = await ServerUnderTest.StartAsync(options => options with { Mail = smtp.Options });
        await QueueAsync(server, new Letter("lost@example.com", "No", "No"), isCommitted: false);
        await QueueAsync(server, new Letter("ada@example.com", "Grüße", "日本語 — ok"), isCommitted: true);
        var mail = await smtp.MailAsync();
        Assert.Equal("ada@example.com", mail.GetProperty("to").GetString());
        var parts = mail.GetProperty("text").GetString()!.ReplaceLineEndings("\n").Split("\n\n", 2);
        Assert.Contains("Subject: =?utf-8?B?R3LDvMOfZQ==?=", parts[0]);
        Assert.StartsWith("日本語 — ok", Encoding.UTF8.GetString(Convert.FromBase64String(parts[1])));
    }

    [Fact]
    public async Task What_a_mail_server_does_not_take_is_sent_again_later()
    {
        await using var smtp = await MailServer.StartAsync(refusals: 1);
        Trust(smtp.Thumbprint);
        await using var server = await ServerUnderTest.StartAsync(options => options with { Mail = smtp.Options });
        await QueueAsync(server, new Letter("ada@example.com", "Hello", "Hello"), isCommitted: true);
        await UntilAsync(server, """
            select count(*) = 1 from mail where attempts = 1 and error like '%Come back later%'
                and due_at > now() + interval '50 seconds' and failed_at is null
            """);
        await server.ExecuteAsync("update mail set due_at = now()");
        Assert.Contains("Hello", (await smtp.MailAsync()).GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_server_that_cannot_prove_its_name_gets_nothing_and_after_ten_attempts_mail_is_given_up()
    {
        await using var smtp = await MailServer.StartAsync();
        await using var server = await ServerUnderTest.StartAsync(options => options with { Mail = smtp.Options });
        await QueueAsync(server, new Letter("ada@example.com", "Hello", "Hello"), isCommitted: true);
        await UntilAsync(server, "select count(*) = 1 from mail where attempts = 1 and error like '%certificate%'");
        await server.ExecuteAsync("update mail set attempts = 9, due_at = now()");
        await UntilAsync(server, "select count(*) = 1 from mail where failed_at is not null and body = ''");
    }

    static async Task QueueAsync(ServerUnderTest server, Letter letter, bool isCommitted)
    {
        var catalogue = new CurrentCatalogue(CatalogueFile.Read(server.Options.Preset).Catalogue);
        var outbox = new Outbox(catalogue, server.Options, TimeProvider.System);
        await using var connection = await server.Database.DataSource.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await outbox.QueueAsync(transaction, letter, Stop);
        if (isCommitted)
            await transaction.CommitAsync(Stop);
    }

    static async Task UntilAsync(ServerUnderTest server, string condition)
    {
        for (var tries = 0; tries < 200; tries++, await Task.Delay(50, Stop))
        {
            await using var command = server.Database.DataSource.CreateCommand(condition);
            if (await command.ExecuteScalarAsync(Stop) is true)
                return;
        }
        Assert.Fail($"It did not come to this: {condition}");
    }

    /// <summary>Makes this process believe one certificate; there is no other way to tell SmtpClient.</summary>
    static void Trust(string? thumbprint)
    {
#pragma warning disable SYSLIB0014
        ServicePointManager.ServerCertificateValidationCallback = thumbprint is null ? null
            : (_, certificate, _, _) => certificate?.GetCertHashString() == thumbprint;
#pragma warning restore SYSLIB0014
    }
}
