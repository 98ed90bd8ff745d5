using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Lora;

/// <summary>Writes LoRA files of seeded random numbers for the small model.</summary>
static class SmallLora
{
    public const string Query = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q";
    public const string Key = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k";
    public const string Convolution = "lora_unet_down_blocks_0_resnets_0_conv1";
    public const string Text = "lora_te_text_model_encoder_layers_0_mlp_fc1";

    const int Rank = 4;

    /// <summary>A kohya file: two linear layers, a convolution, one layer of the text encoder.</summary>
    public static void Write(string path, int seed = 7, int contextWidth = 64)
    {
        var random = new Random(seed);
        SafetensorsWriter.Write(path, [
            .. Module(random, Query, [Rank, 32], [32, Rank]),
            .. Module(random, Key, [Rank, contextWidth], [32, Rank]),
            .. Module(random, Convolution, [Rank, 32, 3, 3], [32, Rank, 1, 1]),
            .. Module(random, Text, [Rank, 64], [128, Rank]),
        ]);
    }

    /// <summary>One module with an alpha of half its rank.</summary>
    public static IEnumerable<KeyValuePair<string, Tensor>> Module(
        Random random, string name, int[] down, int[] up, int[]? middle = null)
    {
        yield return KeyValuePair.Create($"{name}.alpha", new Tensor(new Shape([]), [down[0] * 0.5f]));
        yield return KeyValuePair.Create($"{name}.lora_down.weight", Noise(random, down));
        yield return KeyValuePair.Create($"{name}.lora_up.weight", Noise(random, up));
        if (middle is not null)
            yield return KeyValuePair.Create($"{name}.lora_mid.weight", Noise(random, middle));
    }

    /// <summary>Numbers from -0.5 to 0.5.</summary>
    public static Tensor Noise(Random random, params int[] shape)
    {
        var tensor = new Tensor(new Shape(shape));
        foreach (ref var value in tensor.Span)
            value = (float)(random.NextDouble() - 0.5);
        return tensor;
    }
}
