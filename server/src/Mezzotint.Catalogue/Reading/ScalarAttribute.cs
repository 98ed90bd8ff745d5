using System.Text.Json;

namespace Mezzotint.Catalogue.Reading;

/// <summary>What may stand in a field that is one text or number.</summary>
[AttributeUsage(AttributeTargets.Property)]
abstract class ScalarAttribute : Attribute
{
    /// <summary>The value; null where it is faulty, which has been reported.</summary>
    /// <param name="json">What stands there.</param>
    /// <param name="place">Where that is.</param>
    public abstract object? Read(JsonElement json, Place place);

    /// <summary>What may stand there, in words: "a whole number from 0 to 64".</summary>
    public abstract string Describe();
}
