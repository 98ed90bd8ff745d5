namespace Mezzotint.Worker;

/// <summary>This worker lacks a file that a job uses besides the model; another may have it.</summary>
sealed class AddOnException(string message) : Exception(message);
