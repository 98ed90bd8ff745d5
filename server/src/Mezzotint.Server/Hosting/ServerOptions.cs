namespace Mezzotint.Server.Hosting;

/// <summary>What `mezzotint serve` was asked for.</summary>
/// <param name="DataFolder">Where everything that is kept lies.</param>
/// <param name="Url">The address to listen on.</param>
public sealed record ServerOptions(string DataFolder, string Url)
{
    /// <summary>The address where nothing else is said.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>An existing database to use instead of a private one.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The data folder where nothing else is said: the user's, or the machine's for root.</summary>
    public static string DefaultDataFolder => Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
        ? "/var/lib/mezzotint"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "mezzotint");

    /// <summary>The connection string that the environment gives, if any.</summary>
    public static string? ConnectionStringOfEnvironment =>
        Environment.GetEnvironmentVariable("ConnectionStrings__Mezzotint");
}
