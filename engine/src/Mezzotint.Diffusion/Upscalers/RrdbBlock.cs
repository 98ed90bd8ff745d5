using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Upscalers;

/// <summary>A residual-in-residual dense block: Wang et al. 2018 (arXiv:1809.00219), figure 4.</summary>
sealed class RrdbBlock
{
    const int DenseBlocks = 3;
    const int Convolutions = 5;

    /// <summary>The share of a residual that is added.</summary>
    const float Residual = 0.2f;

    readonly Convolution[][] _dense = new Convolution[DenseBlocks][];

    public RrdbBlock(WeightSource source, RrdbConfig config)
    {
        for (var block = 0; block < DenseBlocks; block++)
        {
            _dense[block] = new Convolution[Convolutions];
            for (var i = 0; i < Convolutions; i++)
                _dense[block][i] = Convolution.From(
                    source.At($"rdb{block + 1}.conv{i + 1}"), config.Features + i * config.Growth,
                    i == Convolutions - 1 ? config.Features : config.Growth);
        }
    }

    /// <summary>(B, H, W, Features) to the same shape.</summary>
    public Tensor Forward(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var y = x;
        foreach (var dense in _dense)
            y = Dense(ops, dense, y);
        return scope.Keep(ops.Add(ops.Scale(y, Residual), x));
    }

    /// <summary>Each convolution sees the input and what all before it gave.</summary>
    static Tensor Dense(Operations ops, Convolution[] convolutions, Tensor x)
    {
        using var scope = ops.Scope();
        var seen = x;
        foreach (var convolution in convolutions.AsSpan(0, Convolutions - 1))
            seen = ops.Concat([seen, LeakyRelu.Forward(ops, convolution.Forward(ops, seen))], -1);
        return scope.Keep(ops.Add(ops.Scale(convolutions[^1].Forward(ops, seen), Residual), x));
    }
}
