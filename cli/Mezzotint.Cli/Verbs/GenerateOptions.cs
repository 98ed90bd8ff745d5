using System.CommandLine;
using System.CommandLine.Parsing;

namespace Mezzotint.Cli.Verbs;

/// <summary>The options of <c>generate</c>, as System.CommandLine knows them.</summary>
sealed class GenerateOptions
{
    const long MaxSeed = uint.MaxValue;
    const int MaxSteps = 1000;
    const int MaxCount = 1000;

    public Argument<string[]> Prompt { get; } = new("prompt")
    {
        Description = "What the picture shows; several words are joined",
        Arity = ArgumentArity.ZeroOrMore,
        Validators = { RefuseUnknownOptions },
    };

    public Option<string?> Negative { get; } = Text("--negative", "What to keep away from");

    public Option<string?> Model { get; } =
        Text("--model", "A .safetensors file, a diffusers folder, or a name from 'models list'");

    public Option<string?> Size { get; } = Text("--size", "WIDTHxHEIGHT in pixels, such as 256x256");

    public Option<int?> Steps { get; } = NumberOption.Create("--steps", "Sampler steps", 1, MaxSteps);

    public Option<double?> Guidance { get; } =
        NumberOption.Create("--guidance", "How closely to follow the prompt; 1 is off", 0d, 100d);

    public Option<double?> SkipLayers { get; } = NumberOption.Create(
        "--skip-layers", "Guidance away from fewer layers, for SD 3.5 Medium; 2.5 without it, 0 is off", 0d, 100d);

    public Option<string?> Sampler { get; } = Text("--sampler", "Such as euler, euler a, dpm++ 2m");

    public Option<string?> Scheduler { get; } = Text("--scheduler", "Spacing of the noise levels, such as karras");

    public Option<long?> Seed { get; } =
        NumberOption.Create("--seed", "Of the first picture; random without it", 0L, MaxSeed);

    public Option<int?> Count { get; } =
        NumberOption.Create("--count", "Pictures to make, each with the next seed", 1, MaxCount);

    public Option<string?> Init { get; } = Text("--init", "A picture to start from");

    public Option<double?> Strength { get; } =
        NumberOption.Create("--strength", "How much of it to make anew, 0 to 1", 0d, 1d);

    public Option<string?> Mask { get; } = Text("--mask", "White where the picture is to be made anew, of its size");

    public Option<string?> Out { get; } = Text("--out", "A file, or a folder for files named after prompt and seed");

    public Option<string?> Format { get; } = Text("--format", "png, jpeg, webp or avif");

    public Option<int?> Quality { get; } = NumberOption.Create("--quality", "Of JPEG, WebP and AVIF files", 1, 100);

    public Option<bool> Json { get; } = new("--json") { Description = "Print what was made as JSON" };

    public Option<string?> From { get; } = Text("--from", "A picture whose recipe to repeat; other options change it");

    public AddOnOptions AddOns { get; } = new();

    /// <summary>The verb's command with all of them.</summary>
    public Command Command(string name, string description)
    {
        var command = Plain(name, description);
        AddOns.AddTo(command);
        return command;
    }

    Command Plain(string name, string description) => new(name, description)
    {
        Prompt, Negative, Model, Size, Steps, Guidance, Sampler, Scheduler, Seed, Count, Init, Strength, Mask, Out,
            Format,
        Quality, Json, From, SkipLayers,
    };

    /// <summary>An argument of many words would swallow a misspelt option.</summary>
    static void RefuseUnknownOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens)
            if (token.Value is ['-', '-', >= 'a' and <= 'z', ..]
                && !token.Value.Contains(' ', StringComparison.Ordinal))
                result.AddError($"There is no option {token.Value}.");
    }

    static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
