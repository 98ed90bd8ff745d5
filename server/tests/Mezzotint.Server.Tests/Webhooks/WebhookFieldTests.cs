using Mezzotint.Server.Hosting;
using Mezzotint.Server.Webhooks;

namespace Mezzotint.Server.Tests.Webhooks;

public sealed class WebhookFieldTests
{
    static readonly ServerOptions Usual = new("data", ServerOptions.DefaultUrl);

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://ada:secret@example.com/")]
    [InlineData("ftp://example.com/")]
    [InlineData("example")]
    [InlineData("")]
    public void An_address_that_no_message_may_go_to_is_named(string url) =>
        Assert.Equal("url", WebhookField.Check(url, null, null, Usual)!.Members["field"]);

    [Fact]
    public void Events_and_a_description_that_cannot_be_are_named()
    {
        Assert.Equal("events", WebhookField.Check(null, ["image.painted"], null, Usual)!.Members["field"]);
        Assert.Equal("events", WebhookField.Check(null, [], null, Usual)!.Members["field"]);
        Assert.Equal("description", WebhookField.Check(null, null, new string('a', 201), Usual)!.Members["field"]);
        Assert.Null(WebhookField.Check("https://example.com/", WebhookField.Events, "mine", Usual));
    }

    [Fact]
    public void An_operator_may_allow_private_addresses_and_no_tls() => Assert.Null(WebhookField.Check(
        "http://10.0.0.1:8080/", null, null, Usual with { AllowPrivateWebhooks = true }));
}
