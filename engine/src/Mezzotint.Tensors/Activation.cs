namespace Mezzotint.Tensors;

/// <summary>Element-wise functions that networks put between their layers.</summary>
public enum Activation
{
    /// <summary>y = x.</summary>
    None,

    /// <summary>y = x / (1 + exp(-x)); "swish", Ramachandran et al. 2017 (arXiv:1710.05941).</summary>
    Silu,

    /// <summary>y = x (1 + erf(x / sqrt 2)) / 2, Hendrycks and Gimpel 2016 (arXiv:1606.08415).</summary>
    Gelu,

    /// <summary>y = x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2, the approximation of the same paper.</summary>
    GeluTanh,

    /// <summary>y = x / (1 + exp(-1.702 x)), the cheaper approximation that OpenAI's CLIP uses.</summary>
    QuickGelu,

    /// <summary>y = max(x, 0).</summary>
    Relu,

    /// <summary>y = tanh(x).</summary>
    Tanh,

    /// <summary>y = 1 / (1 + exp(-x)).</summary>
    Sigmoid,
}
