using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Layers;

/// <summary>
/// A weight that is made of another one each time that it is read, so that only its packed form is kept.
/// </summary>
static class DerivedWeight
{
    /// <summary>A weight of another order or shape than the checkpoint's.</summary>
    /// <param name="source">Where the checkpoint's weight is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="stored">Its shape there, which is checked at once.</param>
    /// <param name="shape">The shape of what is made.</param>
    /// <param name="derive">Makes it.</param>
    public static Weight Of(
        WeightSource source, string name, int[] stored, Shape shape, Func<Tensor, Tensor> derive)
    {
        var path = source.Get(name, stored).Name;
        return new Weight(path, shape, () => derive(source.Get(name, stored).Value));
    }

    /// <summary>The same elements in another order, index by index.</summary>
    /// <param name="value">Any shape.</param>
    /// <param name="shape">Of the result: as many elements.</param>
    /// <param name="indexOf">Where the element of an index of the result stands.</param>
    public static Tensor Reordered(Tensor value, Shape shape, Func<int, int> indexOf)
    {
        var result = new Tensor(shape);
        for (var i = 0; i < shape.Count; i++)
            result.Span[i] = value.Span[indexOf(i)];
        return result;
    }
}
