namespace Mezzotint.Tidy.Tests;

/// <summary>A method or constructor, as far as its text shows it.</summary>
/// <param name="Name">Its name; a constructor's is its type's.</param>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="LineCount">Lines from the declaration to the end of the body.</param>
/// <param name="Parameters">Number of parameters.</param>
/// <param name="IsOverride">Whether its parameters were settled elsewhere.</param>
sealed record Method(string Name, int Line, int LineCount, int Parameters, bool IsOverride);
