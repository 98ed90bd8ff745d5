using System.Text;
using System.Text.Json;

namespace Mezzotint.Catalogue.Reading;

/// <summary>Texts that may be broken: half a surrogate pair, bytes that are no UTF-8.</summary>
static class Utf8
{
    const string Broken = "\uFFFD";

    /// <summary>The bytes of a text; what cannot be written becomes U+FFFD.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A field's name, U+FFFD where it cannot be read.</summary>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException) // how System.Text.Json says that it is no text
        {
            return Broken;
        }
    }

    /// <summary>A value as it is written, U+FFFD where it cannot be read.</summary>
    public static string RawOf(JsonElement json)
    {
        try
        {
            return json.GetRawText();
        }
        catch (InvalidOperationException) // likewise
        {
            return Broken;
        }
    }

    /// <summary>A text value; null where it cannot be read.</summary>
    public static string? TextOf(JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException) // likewise
        {
            return null;
        }
    }
}
