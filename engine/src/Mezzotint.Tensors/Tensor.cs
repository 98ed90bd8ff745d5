namespace Mezzotint.Tensors;

/// <summary>A dense float32 array of some shape, row-major, in 64-byte aligned memory.</summary>
/// <remarks>
/// A tensor made by an <see cref="Arena"/> lives until its scope ends; one made by a constructor lives as long as it is
/// referenced. The operators are for small tensors such as latents: they allocate, run on one thread and round after
/// each operation. Everything large goes through <see cref="Operations"/>.
/// </remarks>
public sealed class Tensor
{
    readonly int _offset;
    Storage? _storage;

    internal Tensor(Shape shape, Storage storage, int offset)
    {
        Shape = shape;
        _storage = storage;
        _offset = offset;
    }

    /// <summary>A tensor of zeros.</summary>
    public Tensor(Shape shape)
        : this(shape, new Storage(shape.Count), 0) => Span.Clear();

    /// <summary>A tensor that copies its elements, given in row-major order.</summary>
    /// <exception cref="ArgumentException">The number of values is not the number of elements.</exception>
    public Tensor(Shape shape, ReadOnlySpan<float> values)
        : this(shape, new Storage(shape.Count), 0)
    {
        if (values.Length != shape.Count)
            throw new ArgumentException($"{shape} holds {shape.Count} elements, {values.Length} values were given.");
        values.CopyTo(Span);
    }

    /// <summary>The lengths of the dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>
    /// The elements in row-major order. For kernels and for the edges of the engine; models use operations.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The tensor's scope has ended and its memory serves
    /// another.</exception>
    public Span<float> Span => (_storage ?? throw new ObjectDisposedException(ToString(),
        $"The memory of a {Shape} tensor was given back when its scope ended: keep the tensor with scope.Keep.")).Span(
            _offset, Shape.Count);

    /// <summary>The storage behind the elements; null when it was given back.</summary>
    internal Storage? Storage => _storage;

    /// <summary>Takes the storage away: any later use of the elements throws.</summary>
    internal Storage? Detach()
    {
        var storage = _storage;
        _storage = null;
        return storage;
    }

    /// <summary>The same memory under another shape of as many elements.</summary>
    /// <exception cref="ArgumentException">The numbers of elements differ.</exception>
    public Tensor Reshape(Shape shape) => shape.Count == Shape.Count ? View(shape, 0)
        : throw new ArgumentException(
            $"{Shape} has {Shape.Count} elements and cannot be seen as {shape}, which has {shape.Count}.");

    /// <summary>The same memory, restricted to <paramref name="count"/> entries of the outermost dimension.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The entries are not all there.</exception>
    public Tensor Rows(int first, int count)
    {
        if (first < 0 || count < 0 || first > Shape[0] - count)
            throw new ArgumentOutOfRangeException(
                nameof(first), $"{Shape} has no entries {first} to {first + count - 1}.");
        return View(Shape.With(0, count), Shape[0] == 0 ? 0 : Shape.Count / Shape[0] * first);
    }

    /// <summary>A copy in memory of its own, which no scope gives back.</summary>
    public Tensor Clone() => new(Shape, Span);

    /// <summary>The sum a + b of two tensors of one shape.</summary>
    public static Tensor operator +(Tensor left, Tensor right) => Zip(left, right, static (a, b) => a + b);

    /// <summary>The difference a - b of two tensors of one shape.</summary>
    public static Tensor operator -(Tensor left, Tensor right) => Zip(left, right, static (a, b) => a - b);

    /// <summary>The element-wise product of two tensors of one shape.</summary>
    public static Tensor operator *(Tensor left, Tensor right) => Zip(left, right, static (a, b) => a * b);

    /// <summary>Each element times a number.</summary>
    public static Tensor operator *(Tensor left, float factor) => left.Map(factor, static (a, s) => a * s);

    /// <summary>Each element times a number.</summary>
    public static Tensor operator *(float factor, Tensor right) => right * factor;

    /// <summary>Each element over a number.</summary>
    public static Tensor operator /(Tensor left, float divisor) => left.Map(divisor, static (a, s) => a / s);

    /// <summary>Each element plus a number.</summary>
    public static Tensor operator +(Tensor left, float addend) => left.Map(addend, static (a, s) => a + s);

    /// <summary>Each element with its sign turned.</summary>
    public static Tensor operator -(Tensor value) => value.Map(0f, static (a, _) => -a);

    /// <summary>The shape, as errors print it.</summary>
    public override string ToString() => $"Tensor {Shape}";

    Tensor View(Shape shape, int offset)
    {
        _ = Span; // a view of memory that was given back must not come to be
        return new Tensor(shape, _storage!, _offset + offset);
    }

    static Tensor Zip(Tensor left, Tensor right, Func<float, float, float> combine)
    {
        if (left.Shape != right.Shape)
            throw new ArgumentException($"The shapes {left.Shape} and {right.Shape} must be equal.");
        var result = new Tensor(left.Shape, new Storage(left.Shape.Count), 0);
        ReadOnlySpan<float> a = left.Span, b = right.Span;
        var y = result.Span;
        for (var i = 0; i < y.Length; i++)
            y[i] = combine(a[i], b[i]);
        return result;
    }

    Tensor Map(float scalar, Func<float, float, float> combine)
    {
        var result = new Tensor(Shape, new Storage(Shape.Count), 0);
        ReadOnlySpan<float> a = Span;
        var y = result.Span;
        for (var i = 0; i < y.Length; i++)
            y[i] = combine(a[i], scalar);
        return result;
    }
}
