using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Tests.Parity;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Families;

/// <summary>
/// The case "cond" of the golden SDXL UNet: context and vector as Stability's code puts them together.
/// </summary>
public sealed class XlConditioningTests
{
    static Checkpoint Open(string name) =>
        Checkpoint.Open(Path.Combine(Golden.Folder, "tiny", name + ".io.safetensors"));

    [Fact]
    public void The_vector_is_the_pooled_text_then_each_size_embedded()
    {
        using Checkpoint unet = Open("sdxl_unet"), text = Open("openclip_text");
        var sizes = TimestepEmbedding.Compute(unet.Read("cond.size_values").Span, ModelFamily.SizeEmbeddingWidth);
        float[] vector = [.. text.Read("sdxl.pooled").Rows(1, 1).Span, .. sizes.Span];
        Assert.Equal(unet.Read("cond.y").Span.ToArray(), vector, (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void The_context_is_both_encoders_last_but_one_layers_side_by_side()
    {
        using Checkpoint unet = Open("sdxl_unet"), first = Open("clip_l_quickgelu"), second = Open("openclip_text");
        var (a, b) = (first.Read("hidden_states.2").Rows(1, 1), second.Read("sdxl.penultimate").Rows(1, 1));
        var context = new Mezzotint.Tensors.CpuOperations().Concat([a, b], -1);
        Assert.Equal(unet.Read("cond.context").Span.ToArray(), context.Span.ToArray());
        Assert.Equal(2, new StableDiffusionXl().Reading(null!, 0, clipSkip: null).Skip);
        Assert.False(new StableDiffusionXl().Reading(null!, 0, clipSkip: null).IsNormalised);
    }

    [Fact]
    public void Sizes_are_height_before_width_and_nothing_is_cropped() =>
        Assert.Equal(
            [768, 1024, 0, 0, 768, 1024], new StableDiffusionXl().VectorNumbers(
            height: 768, width: 1024, isNegative: false));
}
