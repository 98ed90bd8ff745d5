namespace Mezzotint.Worker;

/// <summary>The worker cannot work; the message says why and what to do.</summary>
public sealed class WorkerException(string message) : Exception(message);
