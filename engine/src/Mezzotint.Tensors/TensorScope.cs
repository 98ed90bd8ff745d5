namespace Mezzotint.Tensors;

/// <summary>A span of a computation whose intermediate tensors are given back at its end.</summary>
public sealed class TensorScope : IDisposable
{
    readonly Arena _arena;
    readonly int _mark;
    List<Tensor>? _kept;
    bool _closed;

    internal TensorScope(Arena arena, int mark)
    {
        _arena = arena;
        _mark = mark;
    }

    /// <summary>Hands a tensor of this scope on to the scope around it, and returns it.</summary>
    public Tensor Keep(Tensor tensor)
    {
        (_kept ??= []).Add(tensor);
        return tensor;
    }

    /// <summary>
    /// Gives a tensor of this scope back before the scope ends, also from within a scope inside: a loop's last result,
    /// once the next one is there.
    /// </summary>
    /// <param name="tensor">May not be used afterwards. One that is not of this scope stays as it is.</param>
    public void Release(Tensor tensor) => _arena.Release(_mark, tensor);

    /// <summary>Gives back everything rented since the scope was opened and not kept.</summary>
    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        _arena.Close(_mark, _kept);
    }
}
