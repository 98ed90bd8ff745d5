namespace Mezzotint.Catalogue.Reading;

/// <summary>Something wrong in a catalogue.</summary>
/// <param name="Path">Where, as a JSON path: $.plans[2].entitlements.parallel.</param>
/// <param name="Code">What kind of fault, one of <see cref="FaultCodes"/>; it does not change.</param>
/// <param name="Message">What is there, what the limit is, what to do.</param>
public sealed record Fault(string Path, string Code, string Message)
{
    /// <summary>The path and the message.</summary>
    public override string ToString() => $"{Path}: {Message}";
}
