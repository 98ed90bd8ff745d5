using System.CommandLine;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Cli.Verbs;

/// <summary>The options that say which installation is meant, for every verb that touches one.</summary>
static class InstallationOptions
{
    public static Option<string> Data { get; } = new("--data")
    {
        Description = "Folder of the database and the pictures",
        DefaultValueFactory = _ => ServerOptions.DefaultDataFolder,
    };

    public static ServerOptions Read(ParseResult parsed, string url = ServerOptions.DefaultUrl) =>
        new(parsed.GetValue(Data)!, url) { ConnectionString = ServerOptions.ConnectionStringOfEnvironment };
}
