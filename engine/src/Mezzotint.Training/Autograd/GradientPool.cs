using Mezzotint.Tensors;

namespace Mezzotint.Training.Autograd;

/// <summary>Memory of gradients: taken when one is first written, given back as soon as it was passed on.</summary>
/// <remarks>
/// The shapes of a training step repeat, so blocks are kept by their exact length and soon nothing is allocated.
/// </remarks>
sealed class GradientPool
{
    readonly Dictionary<int, Stack<Tensor>> _free = [];

    /// <summary>A tensor whose contents are undefined.</summary>
    public Tensor Rent(Shape shape)
    {
        if (!_free.TryGetValue(shape.Count, out var tensors) || !tensors.TryPop(out var tensor))
            return new Tensor(shape);
        return tensor.Shape == shape ? tensor : tensor.Reshape(shape);
    }

    /// <summary>Takes a tensor back; nobody may use it, or another view of its memory, any more.</summary>
    public void Return(Tensor tensor)
    {
        if (!_free.TryGetValue(tensor.Shape.Count, out var tensors))
            _free.Add(tensor.Shape.Count, tensors = new Stack<Tensor>());
        tensors.Push(tensor);
    }
}
