using System.CommandLine;

namespace Mezzotint.Cli.Verbs;

/// <summary>The options of <c>generate</c> that add to a model.</summary>
sealed class AddOnOptions
{
    public Option<string[]> Lora { get; } = new("--lora")
    {
        Description = "A LoRA's file or name, and how strongly: style.safetensors:0.8; may be repeated",
        HelpName = "PATH[:MULTIPLIER]",
    };

    public Option<string?> LoraFolder { get; } =
        Text("--loras", "Folder of LoRAs that prompts name; 'loras' beside the model without it");

    public Option<string?> EmbeddingFolder { get; } =
        Text("--embeddings", "Folder of embeddings that prompts name; 'embeddings' beside the model without it");

    public Option<string?> Control { get; } = Text("--control", "A ControlNet's file, folder or name");

    public Option<string?> ControlImage { get; } = Text("--control-image", "The picture that it sees");

    public Option<string?> Preprocess { get; } =
        Text("--preprocess", "What is made of that picture first: canny, scribble, tile or none");

    public Option<double?> ControlStrength { get; } =
        NumberOption.Create("--control-strength", "How strongly it guides; 1 is as trained", 0d, 2d);

    public Option<double?> ControlStart { get; } =
        NumberOption.Create("--control-start", "The share of the steps after which it begins", 0d, 1d);

    public Option<double?> ControlEnd { get; } =
        NumberOption.Create("--control-end", "The share of the steps at which it ends", 0d, 1d);

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            Lora, LoraFolder, EmbeddingFolder, Control, ControlImage, Preprocess, ControlStrength, ControlStart,
            ControlEnd,
        })
            command.Add(option);
    }

    static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
