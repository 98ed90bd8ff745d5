namespace Mezzotint.Tensors;

/// <summary>
/// Hands out the memory of intermediate tensors and takes it back scope by scope, so that a second run allocates
/// nothing. Where a large block is wanted and none of up to twice its length lies about, those that do are given back
/// first.
/// </summary>
/// <remarks>One arena serves one thread of control; kernels inside an operation may still use many threads.</remarks>
public sealed class Arena
{
    /// <summary>A block of so many bytes is worth giving others back for.</summary>
    const long LargeBytes = 64 << 20;

    readonly List<Tensor> _live = [];
    readonly Dictionary<int, Stack<Storage>> _free = [];

    /// <summary>Bytes of all blocks taken so far, in use or free.</summary>
    public long ReservedBytes { get; private set; }

    long FreeBytes => _free.Sum(blocks => (long)blocks.Key * blocks.Value.Count * sizeof(float));

    /// <summary>An uninitialised tensor that belongs to the innermost open scope.</summary>
    public Tensor Rent(Shape shape)
    {
        var capacity = Capacity(shape.Count);
        var storage = TakeFree(capacity);
        if (storage is null)
        {
            if ((long)capacity * sizeof(float) >= LargeBytes && FreeBytes >= LargeBytes)
                Trim();
            storage = new Storage(capacity);
            ReservedBytes += (long)capacity * sizeof(float);
        }
        storage.Users = 0;
        return Adopt(new Tensor(shape, storage, 0));
    }

    /// <summary>The shortest free block of at least this length and at most twice of it, or null.</summary>
    Storage? TakeFree(int capacity)
    {
        var best = 0;
        foreach (var (length, blocks) in _free)
            if (length >= capacity && length / 2 <= capacity && blocks.Count > 0 && (best == 0 || length < best))
                best = length;
        return best == 0 ? null : _free[best].Pop();
    }

    /// <summary>Makes a tensor part of the innermost open scope: for views of rented tensors.</summary>
    public Tensor Adopt(Tensor tensor)
    {
        if (tensor.Storage is { } storage)
            storage.Users++;
        _live.Add(tensor);
        return tensor;
    }

    /// <summary>Opens a scope: what is rented until it is disposed goes back then, but for what is kept.</summary>
    public TensorScope Scope() => new(this, _live.Count);

    /// <summary>Gives free blocks back to the system; those in use stay.</summary>
    public void Trim()
    {
        foreach (var (capacity, blocks) in _free)
            foreach (var block in blocks)
            {
                ReservedBytes -= (long)capacity * sizeof(float);
                block.GiveUp();
            }
        _free.Clear();
        GC.Collect();
    }

    internal void Release(int mark, Tensor tensor)
    {
        // It keeps its place in the list, empty, so that the marks of scopes opened since stay right.
        if (_live.LastIndexOf(tensor) >= mark)
            GiveBack(tensor);
    }

    internal void Close(int mark, List<Tensor>? kept)
    {
        for (var i = _live.Count - 1; i >= mark; i--)
            if (kept is null || !kept.Contains(_live[i]))
                GiveBack(_live[i]);
        _live.RemoveRange(mark, _live.Count - mark);
        if (kept is not null)
            _live.AddRange(kept);
    }

    void GiveBack(Tensor tensor)
    {
        if (tensor.Detach() is not { } storage || --storage.Users > 0)
            return;
        if (!_free.TryGetValue(storage.Length, out var blocks))
            _free.Add(storage.Length, blocks = new Stack<Storage>());
        blocks.Push(storage);
    }

    /// <summary>
    /// Rounds up to an eighth of the next power of two, so that tensors of nearly one size share blocks.
    /// </summary>
    static int Capacity(int count)
    {
        if (count <= 1024)
            return 1024;
        var step = 1 << (31 - System.Numerics.BitOperations.LeadingZeroCount((uint)count) - 3);
        return (int)Math.Min(int.MaxValue - 64L, ((long)count + step - 1) / step * step);
    }
}
