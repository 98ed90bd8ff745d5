using System.Globalization;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace Mezzotint.Server.Events;

/// <summary>Where a client was, as it says: the header Last-Event-ID, or for a first request ?lastEventId=.</summary>
static class LastEventId
{
    const string Header = "Last-Event-ID";

    /// <summary>The number; null where none is given.</summary>
    public static Problem? Read(HttpRequest request, out long? after)
    {
        var text = request.Headers[Header] is [{ Length: > 0 } header, ..] ? header
            : request.Query["lastEventId"].ToString();
        after = text.Length == 0 ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        return after == -1
            ? Problem.BadRequest(Header, $"'{Header}' is no number of an event: send the id of the last one seen.")
            : null;
    }
}
