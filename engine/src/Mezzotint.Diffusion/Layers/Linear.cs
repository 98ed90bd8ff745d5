using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Layers;

/// <summary>A fully connected layer, y = x W^T + b; on channels-last pictures it is a 1x1 convolution too.</summary>
sealed class Linear
{
    readonly Weight _weight;
    readonly Weight? _bias;

    Linear(Weight weight, Weight? bias)
    {
        _weight = weight;
        _bias = bias;
    }

    /// <summary>Takes <c>weight</c> (out, in) and <c>bias</c> (out).</summary>
    public static Linear From(WeightSource source, int inputs, int outputs) =>
        new(source.Get("weight", outputs, inputs), source.Get("bias", outputs));

    /// <summary>Takes <c>weight</c> (out, in) alone.</summary>
    public static Linear WithoutBias(WeightSource source, int inputs, int outputs) =>
        new(source.Get("weight", outputs, inputs), null);

    /// <summary>Takes a 1x1 kernel <c>weight</c> (out, in, 1, 1) and <c>bias</c> (out).</summary>
    public static Linear FromKernel(WeightSource source, int inputs, int outputs) =>
        new(source.Get("weight", outputs, inputs, 1, 1), source.Get("bias", outputs));

    /// <summary>Takes weights that were made of others.</summary>
    public static Linear Of(Weight weight, Weight? bias) => new(weight, bias);

    /// <summary>The name of its weight.</summary>
    public string Name => _weight.Name;

    /// <summary>What is added to it for a time.</summary>
    public IReadOnlyList<LowRankPath> Paths { get; set; } = [];

    /// <summary>(..., in) to (..., out).</summary>
    public Tensor Forward(Operations ops, Tensor x, Tensor? add = null)
    {
        var y = ops.Linear(x, _weight, _bias, add);
        foreach (var path in Paths)
            y = ops.Linear(ops.Linear(x, path.Down), path.Up, add: y);
        return y;
    }

    /// <summary>(..., in) to f of (..., out), in the innermost open scope.</summary>
    public Tensor ForwardActivated(Operations ops, Tensor x, Activation activation)
    {
        if (Paths.Count == 0)
            return ops.LinearActivated(x, _weight, _bias, activation);
        using var scope = ops.Scope();
        return scope.Keep(ops.Activate(Forward(ops, x), activation));
    }

    /// <summary>(B, L, in) to add + gate (B, L, out), the gate (B, 1, out), in the innermost open scope.</summary>
    public Tensor ForwardGated(Operations ops, Tensor x, Tensor gate, Tensor add)
    {
        if (Paths.Count == 0)
            return ops.LinearGated(x, _weight, _bias, gate, add);
        using var scope = ops.Scope();
        return scope.Keep(ops.Add(add, ops.Multiply(Forward(ops, x), gate)));
    }
}
