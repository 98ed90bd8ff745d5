namespace Mezzotint.Migrations;

/// <summary>The database is not one that this version can bring up to date; the message says why.</summary>
public sealed class MigrationException(string message) : Exception(message);
