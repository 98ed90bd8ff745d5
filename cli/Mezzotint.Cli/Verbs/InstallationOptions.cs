using System.CommandLine;
using Mezzotint.Catalogue;
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

    public static Option<string> Preset { get; } = new("--preset")
    {
        Description = $"Catalogue to begin with: {string.Join(", ", Presets.Names)}, or a file",
        DefaultValueFactory = _ => ServerOptions.DefaultPreset,
    };

    public static ServerOptions Read(ParseResult parsed, string url = ServerOptions.DefaultUrl) =>
        new(parsed.GetValue(Data)!, url)
        {
            ConnectionString = ServerOptions.ConnectionStringOfEnvironment,
            Preset = parsed.GetValue(Preset) ?? ServerOptions.DefaultPreset,
            IsPresetAsked = parsed.GetResult(Preset) is { Implicit: false },
        };
}
