using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Cli.Tests;

/// <summary>Writes add-ons for the bundled miniature and an upscaler, of seeded random numbers: nothing is trained.
/// </summary>
sealed class TinyNets(int seed)
{
    const string Query = "mid_block.attentions.0.transformer_blocks.0.attn1.to_q";

    /// <summary>Widths of the network that a ControlNet sees its picture with.</summary>
    static readonly int[] HintWidths = [16, 16, 16, 32, 32, 96, 96, 256];

    readonly Random _random = new(seed);

    /// <summary>The folder of the miniature.</summary>
    public static string Miniature()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "models", "miniature", "model_index.json")))
                return Path.Combine(folder, "models", "miniature");
        throw new InvalidOperationException("The miniature is not there.");
    }

    /// <summary>A LoRA of one layer, in kohya's names.</summary>
    public void WriteLora(string path)
    {
        using var unet = Checkpoint.Open(Path.Combine(Miniature(), "unet"));
        var width = (int)unet.Find(Query + ".weight")!.Lengths[0];
        var name = "lora_unet_" + Query.Replace('.', '_');
        Write(path, [($"{name}.lora_down.weight", [4, width], 1), ($"{name}.lora_up.weight", [width, 4], 1)]);
    }

    /// <summary>A LoRA of one layer that is wider than the miniature's; for what, nothing in it tells.</summary>
    public void WriteForeignLora(string path)
    {
        var name = "lora_unet_" + Query.Replace('.', '_');
        Write(path, [($"{name}.lora_down.weight", [4, 999], 1), ($"{name}.lora_up.weight", [999, 4], 1)]);
    }

    /// <summary>An embedding for a text encoder of no family that is known.</summary>
    public void WriteForeignEmbedding(string path) => Write(path, [("emb_params", [2, 999], 1)]);

    /// <summary>A network that enlarges twice: SRVGGNetCompact.</summary>
    public void WriteUpscaler(string path) => Write(path,
    [
        ("body.0.weight", [8, 3, 3, 3], 0.3), ("body.0.bias", [8], 0.1), ("body.1.weight", [8], 0.1),
        ("body.2.weight", [8, 8, 3, 3], 0.3), ("body.2.bias", [8], 0.1), ("body.3.weight", [8], 0.1),
        ("body.4.weight", [12, 8, 3, 3], 0.3), ("body.4.bias", [12], 0.1),
    ]);

    /// <summary>A ControlNet: the miniature's way down, and ways in and out of it.</summary>
    public void WriteControlNet(string path)
    {
        using var unet = Checkpoint.Open(Path.Combine(Miniature(), "unet"));
        var tensors = unet.Names.Where(IsOfWayDown).ToDictionary(name => name, unet.Read);
        var (channels, exits) = (Width(unet, "conv_in"), new List<int> { Width(unet, "conv_in") });
        for (var block = 0; unet.Contains($"down_blocks.{block}.resnets.0.conv1.weight"); block++)
        {
            for (var i = 0; unet.Contains($"down_blocks.{block}.resnets.{i}.conv1.weight"); i++)
                exits.Add(Width(unet, $"down_blocks.{block}.resnets.{i}.conv1"));
            if (unet.Contains($"down_blocks.{block}.downsamplers.0.conv.weight"))
                exits.Add(exits[^1]);
        }
        foreach (var (index, width) in exits.Index())
            AddConvolution(tensors, $"controlnet_down_blocks.{index}", width, width, 1);
        AddConvolution(tensors, "controlnet_mid_block", exits[^1], exits[^1], 1);
        AddConvolution(tensors, "controlnet_cond_embedding.conv_in", HintWidths[0], 3, 3);
        for (var i = 0; i < HintWidths.Length - 2; i++)
            AddConvolution(tensors, $"controlnet_cond_embedding.blocks.{i}", HintWidths[i + 2], HintWidths[i + 1], 3);
        AddConvolution(tensors, "controlnet_cond_embedding.conv_out", channels, HintWidths[^1], 3);
        SafetensorsWriter.Write(path, tensors);
    }

    static bool IsOfWayDown(string name) => name.Split('.')[0] is "conv_in" or "time_embedding" or "down_blocks"
        or "mid_block";

    static int Width(Checkpoint unet, string convolution) => (int)unet.Find(convolution + ".weight")!.Lengths[0];

    void AddConvolution(Dictionary<string, Tensor> tensors, string name, int outputs, int inputs, int edge)
    {
        tensors[name + ".weight"] = Noise([outputs, inputs, edge, edge], 2 / Math.Sqrt(inputs * edge * edge));
        tensors[name + ".bias"] = Noise([outputs], 0.1);
    }

    void Write(string path, (string Name, int[] Shape, double Size)[] tensors) => SafetensorsWriter.Write(
        path, tensors.Select(tensor => KeyValuePair.Create(tensor.Name, Noise(tensor.Shape, tensor.Size))));

    Tensor Noise(int[] shape, double size)
    {
        var tensor = new Tensor(new Shape(shape));
        foreach (ref var value in tensor.Span)
            value = (float)((_random.NextDouble() - 0.5) * size);
        return tensor;
    }
}
