using System.Net;
using Mezzotint.Catalogue;

namespace Mezzotint.Server.Hosting;

/// <summary>What `mezzotint serve` was asked for.</summary>
/// <param name="DataFolder">Where everything that is kept lies.</param>
/// <param name="Url">The address to listen on.</param>
public sealed record ServerOptions(string DataFolder, string Url)
{
    /// <summary>The address where nothing else is said.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>The catalogue where nothing else is said.</summary>
    public const string DefaultPreset = "monthly-quota";

    /// <summary>The environment variable by which a worker is handed its key.</summary>
    public const string WorkerKeyVariable = "MEZZOTINT_WORKER_KEY";

    const string ConnectionStringVariable = "ConnectionStrings__Mezzotint";

    /// <summary>What the environment tells the server and no worker.</summary>
    internal static IReadOnlyList<string> SecretVariables { get; } =
        [ConnectionStringVariable, MailOptions.PasswordVariable];

    /// <summary>A preset's name or a catalogue's file, stored where no catalogue is yet.</summary>
    public string Preset { get; init; } = DefaultPreset;

    /// <summary>Whether <see cref="Preset"/> was asked for: then a server stores it in place of another.</summary>
    public bool IsPresetAsked { get; init; }

    /// <summary>How many workers to run beside the server.</summary>
    public int Workers { get; init; }

    /// <summary>The program and first arguments that start one.</summary>
    public IReadOnlyList<string> WorkerCommand { get; init; } = [];

    /// <summary>Origins whose pages may call the API from a browser; none where nothing is said.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>Whether webhooks may go to private addresses and without TLS.</summary>
    public bool AllowPrivateWebhooks { get; init; }

    /// <summary>An existing database to use instead of a private one.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The address by which people reach the service, for links in mail; null for <see cref="Url"/>.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Who may join; null for what the catalogue says.</summary>
    public RegistrationPolicy? Registration { get; init; }

    /// <summary>A file with the name and colours of this server in place of the catalogue's; null for none.</summary>
    public string? BrandingFile { get; init; }

    /// <summary>Where the studio's built files lie; null for what is found beside the program.</summary>
    public string? StudioFolder { get; init; }

    /// <summary>What is known of the built-in engine.</summary>
    public KnownEngine Engine { get; init; } = KnownEngine.None;

    /// <summary>How mail leaves.</summary>
    public MailOptions Mail { get; init; } = new();

    /// <summary>Where the files of added models lie, a folder each.</summary>
    public string ModelsFolder => Path.Combine(Path.GetFullPath(DataFolder), "models");

    /// <summary>The address by which people reach the service, without a slash at its end.</summary>
    public string PublicAddress => (PublicUrl ?? Url.Split(';')[0]
        .Replace("://*", "://localhost", StringComparison.Ordinal)
        .Replace("://+", "://localhost", StringComparison.Ordinal)).TrimEnd('/');

    /// <summary>Proxies on other machines whose word is taken for who asks.</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [];

    /// <summary>Whether the log is one JSON object a line, for a collector.</summary>
    public bool IsLogJson { get; init; }

    /// <summary>The data folder where nothing else is said: the user's, or the machine's for root.</summary>
    public static string DefaultDataFolder => Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
        ? "/var/lib/mezzotint"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "mezzotint");

    /// <summary>The connection string that the environment gives, if any.</summary>
    public static string? ConnectionStringOfEnvironment =>
        Environment.GetEnvironmentVariable(ConnectionStringVariable);
}
