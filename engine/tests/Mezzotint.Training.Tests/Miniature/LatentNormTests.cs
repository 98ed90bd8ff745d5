using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Tensors;
using Mezzotint.Training.Miniature;

namespace Mezzotint.Training.Tests.Miniature;

public sealed class LatentNormTests
{
    readonly FreshWeights _weights = new(1, _ => false);
    readonly KlAutoencoder _model;
    readonly CpuOperations _ops = new();
    readonly Tensor _picture = new(new Shape(2, 64, 64, 3));

    public LatentNormTests()
    {
        _model = new KlAutoencoder(_weights.Source, MiniatureSizes.Autoencoder);
        Normal.Fill(_weights.All.Single(weight => weight.Name == "quant_conv.bias").Value.Span, new Random(2), 2);
        Normal.Fill(_picture.Span, new Random(3), 0.5f);
    }

    [Fact]
    public void A_folded_encoder_gives_latents_of_mean_0_and_deviation_1()
    {
        Fold();
        var latents = Means() * MiniatureSizes.LatentScale;
        var norm = LatentNorm.Of(Halves(latents));
        Assert.All(norm.Mean, mean => Assert.Equal(0, mean, 0.01f));
        Assert.All(norm.Deviation, deviation => Assert.Equal(1, deviation, 0.01f));
    }

    [Fact]
    public void A_folded_autoencoder_gives_the_same_pictures()
    {
        var before = _model.Decode(_ops, Means()).Span.ToArray();
        Fold();
        var after = _model.Decode(_ops, Means()).Span.ToArray();
        Assert.All(before.Zip(after), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }

    [Fact]
    public void The_variance_scales_with_the_latent()
    {
        var (before, norm) = (LogVariances(), LatentNorm.Of(Halves(Means())));
        Fold();
        var after = LogVariances();
        for (var i = 0; i < before.Length; i++)
        {
            var d = norm.Deviation[i % 4] * MiniatureSizes.LatentScale;
            Assert.Equal(before[i] - 2 * MathF.Log(d), after[i], 1e-3f);
        }
    }

    [Fact]
    public void Applied_it_does_what_the_folded_encoder_does()
    {
        var halves = Halves(Means());
        var applied = new float[halves.Length];
        LatentNorm.Of(halves).Apply(halves, applied);
        Fold();
        var folded = (Means() * MiniatureSizes.LatentScale).Span.ToArray();
        Assert.All(applied.Zip(folded), pair => Assert.Equal(pair.First, pair.Second, 0.02f));
    }

    void Fold() => LatentNorm.Of(Halves(Means())).FoldInto(_weights.All);

    Tensor Means() => _ops.Slice(_model.Encode(_ops, _picture), -1, 0, 4);

    float[] LogVariances() => _ops.Slice(_model.Encode(_ops, _picture), -1, 4, 4).Span.ToArray();

    static Half[] Halves(Tensor x) => Array.ConvertAll(x.Span.ToArray(), value => (Half)value);
}
