using Mezzotint.Tensors.Kernels.Gemm;

namespace Mezzotint.Tensors;

/// <summary>
/// A named tensor of a model that operations multiply by: as the checkpoint has it, and as the kernels want it.
/// </summary>
/// <remarks>
/// Matrices are (out, in), convolution kernels (out, in, kernelHeight, kernelWidth), vectors (length), as in PyTorch's
/// files. The packed form is made at the first use. A weight that is not trained then forgets the file's form, and
/// reads it again if asked.
/// </remarks>
public sealed class Weight
{
    /// <summary>
    /// Bytes of values read and packed after which the runtime is asked to take them back: it would let several
    /// gigabytes of them stand while a model is loaded.
    /// </summary>
    const long ForgottenBytesMax = 256 << 20;

    static long _forgottenBytes;

    readonly Func<Tensor>? _read;
    readonly WeightRows? _rows;
    Action<Tensor>? _change;
    Tensor? _value;
    PackedMatrix? _packed;
    PackedMatrix? _packedForGradient;
    bool _isPackedStale;
    bool _isPackedForGradientStale;

    /// <summary>A weight whose values stay in memory: one that is trained, or one without a file.</summary>
    public Weight(string name, Tensor value)
    {
        Name = name;
        Shape = value.Shape;
        _value = value;
    }

    /// <summary>A weight that is read when it is first used.</summary>
    /// <param name="name">The checkpoint's name for it, which errors print.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="read">Reads the values; called again if the values are asked for after packing.</param>
    /// <param name="rows">Reads some of them, so that they can be packed without being held as a whole; null where only
    /// the whole can be read.</param>
    public Weight(string name, Shape shape, Func<Tensor> read, WeightRows? rows = null)
    {
        Name = name;
        Shape = shape;
        _read = read;
        _rows = rows;
    }

    /// <summary>The checkpoint's name for this weight.</summary>
    public string Name { get; }

    /// <summary>Shape as in the checkpoint.</summary>
    public Shape Shape { get; }

    /// <summary>The values as in the checkpoint.</summary>
    public Tensor Value => _value ??= Read();

    /// <summary>
    /// Says that <see cref="Value"/> was written to, so that the packed forms are made anew at their next use.
    /// </summary>
    public void Changed() => _isPackedStale = _isPackedForGradientStale = true;

    /// <summary>
    /// Changes what is read from the file, each time that it is read: a LoRA. The values that were there before do not
    /// come back by subtraction but from the file, so a change that is taken off leaves not a bit behind.
    /// </summary>
    /// <param name="change">Writes into the values, of <see cref="Shape"/>; null to leave them as in the file.</param>
    /// <exception cref="InvalidOperationException">The weight has no file to read from.</exception>
    public void Adapt(Action<Tensor>? change)
    {
        if (_read is null)
            throw new InvalidOperationException($"'{Name}' is held in memory: only weights of a file are adapted.");
        _change = change;
        _value = null;
        Changed();
    }

    /// <summary>
    /// The matrix (in [x kernelHeight x kernelWidth], out) in the panels that the multiplication kernel reads.
    /// </summary>
    internal PackedMatrix Packed()
    {
        if (_packed is null || _isPackedStale)
            _packed = Pack();
        _isPackedStale = false;
        if (_read is not null && _value is not null)
            Forget();
        return _packed;
    }

    /// <summary>Copies one entry of the outermost dimension, from the file where it is not in memory.</summary>
    internal void CopyRow(int row, Span<float> target)
    {
        if (_rows is not null && _change is null && _value is null)
            _rows.Read(row, target);
        else
            Value.Span.Slice(row * target.Length, target.Length).CopyTo(target);
    }

    /// <summary>
    /// The matrix that takes gradients of the outputs back to the inputs; see <see
    /// cref="PackedMatrix.ForInputGradient"/>.
    /// </summary>
    internal PackedMatrix PackedForInputGradient()
    {
        if (_packedForGradient is null)
            _packedForGradient = PackedMatrix.ForInputGradient(Value);
        else if (_isPackedForGradientStale)
            _packedForGradient.Fill(Value);
        _isPackedForGradientStale = false;
        return _packedForGradient;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Shape}";

    PackedMatrix Pack()
    {
        if (_rows is not null && _change is null && _value is null)
        {
            var packed = PackedMatrix.FromRows(Shape, _rows.Read);
            _rows.Forget();
            return packed;
        }
        return _packed is null || _read is not null ? PackedMatrix.FromWeight(Value, isFixed: _read is not null)
            : _packed.Fill(Value);
    }

    void Forget()
    {
        _value = null;
        if (Interlocked.Add(ref _forgottenBytes, (long)Shape.Count * sizeof(float)) <= ForgottenBytesMax)
            return;
        Interlocked.Exchange(ref _forgottenBytes, 0);
        GC.Collect();
    }

    Tensor Read()
    {
        var value = _read!();
        if (value.Shape != Shape)
            throw new InvalidOperationException($"'{Name}' was read as {value.Shape}, expected {Shape}.");
        _change?.Invoke(value);
        return value;
    }
}
