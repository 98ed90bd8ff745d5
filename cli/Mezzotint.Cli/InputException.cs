namespace Mezzotint.Cli;

/// <summary>What the user asked for cannot be done; the message is the sentence that says why and what to do.</summary>
sealed class InputException(string message, Exception? cause = null) : Exception(message, cause);
