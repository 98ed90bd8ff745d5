namespace Mezzotint.Server.Hosting;

/// <summary>The server cannot start or do what an operator asked; the message says why and what to do.</summary>
public sealed class ServerException(string message, Exception? inner = null) : Exception(message, inner);
