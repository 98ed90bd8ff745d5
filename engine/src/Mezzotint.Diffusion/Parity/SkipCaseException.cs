namespace Mezzotint.Diffusion.Parity;

/// <summary>Says that a golden case is outside what the engine does.</summary>
sealed class SkipCaseException(string reason) : Exception(reason);
