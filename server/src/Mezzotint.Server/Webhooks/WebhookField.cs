using System.Net;
using Mezzotint.Server.Events;
using Mezzotint.Server.Hosting;
using Mezzotint.Server.Problems;

namespace Mezzotint.Server.Webhooks;

/// <summary>What may stand in the fields of a webhook.</summary>
static class WebhookField
{
    const int UrlLengthMax = 2000;
    const int DescriptionLengthMax = 200;

    /// <summary>The events that webhooks can ask for: those that end something.</summary>
    public static IReadOnlyList<string> Events { get; } =
    [
        EventType.ImageCompleted, EventType.ImageFailed, EventType.ImageCancelled, EventType.GenerationFinished,
    ];

    /// <summary>The first field that cannot be; null where all can. A field that is null is not looked at.</summary>
    public static Problem? Check(
        string? url, IReadOnlyList<string>? events, string? description, ServerOptions options) =>
        (url is null ? null : CheckUrl(url, options.AllowPrivateWebhooks))
        ?? (events is null ? null : CheckEvents(events))
        ?? (description?.Length > DescriptionLengthMax
            ? Problem.BadRequest("description",
                $"The description has {description.Length} characters, it may have {DescriptionLengthMax}.")
            : null);

    /// <remarks>Whether a name leads to a private address is seen when a message is sent; names change.</remarks>
    static Problem? CheckUrl(string text, bool isPrivateAllowed)
    {
        if (text.Length > UrlLengthMax)
            return Problem.BadRequest("url", $"The url has {text.Length} characters, it may have {UrlLengthMax}.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme != Uri.UriSchemeHttps && !(isPrivateAllowed && url.Scheme == Uri.UriSchemeHttp)
            || url.UserInfo.Length > 0)
            return Problem.BadRequest("url",
                "The url is no https address without user and password, such as https://example.com/hooks.");
        return !isPrivateAllowed && IPAddress.TryParse(url.DnsSafeHost, out var address) && !PublicAddress.Is(address)
            ? Problem.BadRequest("url", $"{address} is not on the internet: webhooks are sent only there.")
            : null;
    }

    static Problem? CheckEvents(IReadOnlyList<string> events) =>
        events.Count == 0 ? Problem.BadRequest("events", "No event is asked for: name one or more.")
        : events.FirstOrDefault(name => !Events.Contains(name)) is { } unknown
            ? Problem.BadRequest("events", $"There is no event '{unknown}': choose {string.Join(", ", Events)}.")
            : null;
}
