using Mezzotint.Bench.Networks;
using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Tests.Pipelines;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Networks;

/// <summary>The bench's count of arithmetic, against counts by hand.</summary>
public sealed class MeteredOperationsTests
{
    readonly MeteredOperations _ops = new(new CpuOperations());

    [Fact]
    public void A_UNet_of_one_level_counts_its_matrices_and_direct_convolutions()
    {
        const int c = 32, time = 4 * c, pixels = 10 * 6;
        var config = new UNetConfig
        {
            InputChannels = 4,
            OutputChannels = 4,
            Channels = [c],
            ResidualBlocks = 1,
            TransformerDepths = [0],
            MiddleDepth = 0,
            Heads = [1],
            ContextWidth = 8,
        };
        var model = new UNetModel(RandomWeights.Source(_ => { }), config);
        model.Forward(
            _ops, new Tensor(new Shape(1, 10, 6, 4)), [500], new Conditioning(new Tensor(new Shape(1, 3, 8))));
        const long embedding = c * time + time * time;
        const long entrance = pixels * 9 * 4 * c;
        const long block = pixels * (9 * c * c + 9 * c * c) + time * c; // once down, twice in the middle
        const long up = pixels * (9 * 2 * c * c + 9 * c * c + 2 * c * c) + time * c; // joined, with a shortcut
        const long exit = pixels * 9 * c * 4;
        Assert.Equal(2.0 * (embedding + entrance + 3 * block + 2 * up + exit), _ops.Arithmetic);
    }

    [Fact]
    public void A_transformer_counts_its_matrices_and_both_products_of_attention()
    {
        var config = SmallModel.Text;
        const int tokens = 77, batch = 2;
        var encoder = new ClipTextEncoder(RandomWeights.Source(_ => { }), config);
        encoder.Forward(_ops, new int[batch * tokens], [76, 76], new ClipReading());
        long width = config.Width, rows = batch * tokens;
        var layer = rows * (4 * width * width + 2 * width * config.HiddenWidth) + 2 * rows * tokens * width;
        Assert.Equal(2.0 * config.Layers * layer, _ops.Arithmetic);
        _ops.Reset();
        Assert.Equal(0, _ops.Arithmetic);
    }
}
