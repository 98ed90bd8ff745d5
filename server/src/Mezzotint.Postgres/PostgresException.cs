namespace Mezzotint.Postgres;

/// <summary>The private cluster cannot be made or started; the message says why and what to do.</summary>
public sealed class PostgresException(string message, Exception? inner = null) : Exception(message, inner);
