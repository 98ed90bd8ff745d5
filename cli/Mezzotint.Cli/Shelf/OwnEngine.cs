using System.Collections.Concurrent;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Samplers;
using Mezzotint.Diffusion.Schedules;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Server.Hosting;
using Mezzotint.Weights;
using Mezzotint.Worker.Shelf;

namespace Mezzotint.Cli.Shelf;

/// <summary>What a server is told of the engine that its workers run: the server itself knows none.</summary>
static class OwnEngine
{
    /// <summary>Vocabularies that are kept: a few MB each.</summary>
    const int KeptMax = 16;

    static readonly ConcurrentDictionary<(string Path, DateTime WrittenAt), PromptCounter?> Counters = [];

    /// <summary>Options with which a server knows the engine.</summary>
    public static ServerOptions Tell(ServerOptions options) =>
        options with { Engine = Known(options.ModelsFolder) };

    /// <summary>Names, and a count of tokens by the vocabularies of the models on this machine.</summary>
    /// <param name="modelsFolder">Where the models lie that were added to the installation.</param>
    public static KnownEngine Known(string modelsFolder) => new(
        SamplerNames.All, ScheduleNames.All, (checkpoint, prompt) => CountTokens(modelsFolder, checkpoint, prompt),
        PromptCounter.ChunkTokens);

    static int? CountTokens(string modelsFolder, string checkpoint, string prompt)
    {
        try
        {
            var path = ModelShelf.All(modelsFolder).FirstOrDefault(path => ModelShelf.Name(path) == checkpoint)
                ?? ModelShelf.Find(checkpoint);
            return CounterOf(path, File.GetLastWriteTimeUtc(path))?.Count(prompt);
        }
        catch (Exception error) when (error is FileNotFoundException or PromptException)
        {
            return null; // another machine's model, or a prompt that its worker will complain of
        }
    }

    /// <summary>What is not there is kept as null, so that it is not looked for at every key that is typed.</summary>
    static PromptCounter? CounterOf(string path, DateTime writtenAt)
    {
        if (Counters.Count > KeptMax)
            Counters.Clear();
        return Counters.GetOrAdd((path, writtenAt), static key =>
        {
            try
            {
                return PromptCounter.Open(key.Path);
            }
            catch (CheckpointException)
            {
                return null;
            }
        });
    }
}
