namespace Mezzotint.Catalogue.Reading;

/// <summary>What became of a text: <see cref="Parsed"/> or <see cref="Faulty"/>.</summary>
/// <typeparam name="T">What should be read.</typeparam>
public abstract record ParseResult<T>
{
    ParseResult()
    {
    }

    /// <summary>The text has no fault.</summary>
    /// <param name="Value">What it says.</param>
    public sealed record Parsed(T Value) : ParseResult<T>;

    /// <summary>The text has faults.</summary>
    /// <param name="Faults">All of them; at least one.</param>
    public sealed record Faulty(IReadOnlyList<Fault> Faults) : ParseResult<T>;
}
