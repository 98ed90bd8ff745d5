using Mezzotint.Tensors.Changes;
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
    /// Bytes of values read and packed, or changed and forgotten, after which the runtime is asked to take them back:
    /// it would let several gigabytes of them stand while a model is loaded.
    /// </summary>
    const long ForgottenBytesMax = 256 << 20;

    static long _forgottenBytes;

    readonly Func<Tensor>? _read;
    readonly WeightRows? _rows;
    Func<IReadOnlyList<WeightChange>>? _changes;
    bool _keepsOrigin;
    Tensor? _value;
    PackedMatrix? _packed;
    PackedMatrix? _packedChanged;
    PackedMatrix? _packedForGradient;
    bool _isPackedStale;
    bool _isPackedChangedStale;
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
    /// Adds something to the values, or takes off what was added: a LoRA. What was there does not come back by
    /// subtraction, so a change that is taken off leaves not a bit behind.
    /// </summary>
    /// <param name="changes">Says what is added when it is next wanted; null to leave the values as in the
    /// file.</param>
    /// <param name="keepsOrigin">Whether the packed values of the file stay beside the changed ones, so that another
    /// change is quick and taking off costs nothing; else they are read again.</param>
    /// <exception cref="InvalidOperationException">The weight has no file to read from.</exception>
    public void Adapt(Func<IReadOnlyList<WeightChange>>? changes, bool keepsOrigin = true)
    {
        if (_read is null)
            throw new InvalidOperationException($"'{Name}' is held in memory: only weights of a file are adapted.");
        _changes = changes;
        _keepsOrigin = keepsOrigin;
        _value = null;
        _isPackedChangedStale = true;
        _isPackedForGradientStale = true;
        if (changes is null && _packedChanged is not null)
        {
            Forgotten(_packedChanged.SizeBytes);
            _packedChanged = null;
        }
    }

    /// <summary>
    /// The matrix (in [x kernelHeight x kernelWidth], out) in the panels that the multiplication kernel reads.
    /// </summary>
    internal PackedMatrix Packed()
    {
        if (_changes is null)
            return PackedAsRead();
        if (_packedChanged is null || _isPackedChangedStale)
            _packedChanged = ChangedMatrix.Of(PackedAsRead(), Changes(), _packedChanged);
        _isPackedChangedStale = false;
        if (!_keepsOrigin)
            ForgetOrigin();
        return _packedChanged;
    }

    /// <summary>Copies one entry of the outermost dimension, from the file where it is not in memory.</summary>
    internal void CopyRow(int row, Span<float> target)
    {
        if (_rows is not null && _changes is null && _value is null)
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

    PackedMatrix PackedAsRead()
    {
        var isFixed = _read is not null;
        if (_packed is null || (_isPackedStale && isFixed))
            _packed = Pack();
        else if (_isPackedStale)
            _packed.Fill(Value);
        _isPackedStale = false;
        return _packed;
    }

    /// <summary>Packs the file's values, which are not held as a whole where some rows can be read at a time.</summary>
    PackedMatrix Pack()
    {
        if (_rows is not null && (_value is null || _changes is not null))
        {
            var byRows = PackedMatrix.FromRows(Shape, _rows.Read);
            _rows.Forget();
            return byRows;
        }
        var packed = PackedMatrix.FromWeight(_changes is null ? Value : ReadFile(), isFixed: _read is not null);
        if (_read is not null)
        {
            _value = null;
            Forgotten((long)Shape.Count * sizeof(float));
        }
        return packed;
    }

    void ForgetOrigin()
    {
        if (_packed is null)
            return;
        Forgotten(_packed.SizeBytes);
        _packed = null;
    }

    static void Forgotten(long bytes)
    {
        if (Interlocked.Add(ref _forgottenBytes, bytes) <= ForgottenBytesMax)
            return;
        Interlocked.Exchange(ref _forgottenBytes, 0);
        GC.Collect();
    }

    Tensor Read()
    {
        var value = ReadFile();
        if (_changes is not null)
            ChangedValues.Add(value, Changes());
        return value;
    }

    Tensor ReadFile()
    {
        var value = _read!();
        return value.Shape == Shape ? value
            : throw new InvalidOperationException($"'{Name}' was read as {value.Shape}, expected {Shape}.");
    }

    IReadOnlyList<WeightChange> Changes()
    {
        var changes = _changes!();
        foreach (var change in changes)
            if (!change.Fits(Shape))
                throw new InvalidOperationException(
                    $"{this} cannot be changed from row {change.FirstRow} on by {change.RowCount} x {change.Inputs} x "
                        + $"{change.Taps}.");
        return changes;
    }
}
