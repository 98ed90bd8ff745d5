using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mezzotint.Server.Events;

/// <summary>Events as streams and webhooks send them: names as in the API, what has no value left out.</summary>
static class EventJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerOptions.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
