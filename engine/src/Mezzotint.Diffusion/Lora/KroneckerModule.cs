using Mezzotint.Tensors;
using Mezzotint.Tensors.Changes;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Lora;

/// <summary>
/// W += multiplier alpha / rank w1 (x) w2: LoKr, Yeh et al. 2023 (arXiv:2309.14859), section 3, as LyCORIS writes it.
/// </summary>
/// <remarks>
/// Each factor is whole or a product of two matrices. The rank is that of a product; where both factors are whole
/// LyCORIS takes alpha to be the rank, whatever the file says.
/// </remarks>
sealed class KroneckerModule : LoraModule
{
    readonly LoraParts _parts;
    readonly LoraProduct? _firstProduct;
    readonly LoraProduct? _secondProduct;
    readonly (int Rows, int Columns) _first;
    readonly (int Rows, int Columns) _second;
    readonly double _scale;

    /// <exception cref="CheckpointException">The matrices do not make two factors.</exception>
    public KroneckerModule(LoraParts parts)
        : base(parts.Name)
    {
        _parts = parts;
        if (parts.Find(LoraRole.Factor) is null)
            _firstProduct = parts.Product(LoraRole.FactorUp, LoraRole.FactorDown, LoraRole.Middle);
        if (parts.Find(LoraRole.SecondFactor) is null)
            _secondProduct = parts.Product(
                LoraRole.SecondFactorUp, LoraRole.SecondFactorDown, LoraRole.SecondFactorMiddle, isTurned: true);
        _first = Lengths(_firstProduct, LoraRole.Factor);
        _second = Lengths(_secondProduct, LoraRole.SecondFactor);
        if ((long)_first.Rows * _second.Rows > int.MaxValue || (long)_first.Columns * _second.Columns > int.MaxValue)
            throw parts.Misshapen($"{_first} and {_second}", parts.ByRole.Values.First());
        var rank = _secondProduct?.Rank ?? _firstProduct?.Rank;
        _scale = parts.Alpha() / rank ?? 1;
    }

    public override int Rows => _first.Rows * _second.Rows;

    public override int Columns => _first.Columns * _second.Columns;

    public override int Inputs => Columns;

    private protected override WeightChange Change(LoraTarget target, double multiplier, int taps) =>
        new KroneckerChange(
            target.FirstRow, Factor(_firstProduct, LoraRole.Factor, _first),
            Factor(_secondProduct, LoraRole.SecondFactor, _second), (target.FirstModuleRow, target.RowCount), taps,
            multiplier * _scale);

    (int Rows, int Columns) Lengths(LoraProduct? product, LoraRole role)
    {
        if (product is not null)
            return (product.Rows, product.Columns);
        var entry = _parts.ByRole[role];
        return entry.Shape is { Rank: 2 or 4, Count: > 0 } shape ? (shape[0], shape.Count / shape[0])
            : throw _parts.Misshapen($"{entry}", entry);
    }

    Tensor Factor(LoraProduct? product, LoraRole role, (int Rows, int Columns) lengths)
    {
        if (product is null)
            return _parts.File.Read(_parts.ByRole[role].Name).Reshape(new Shape(lengths.Rows, lengths.Columns));
        var (up, down, result) = (product.Up(), product.Down(), new Tensor(new Shape(lengths.Rows, lengths.Columns)));
        for (var row = 0; row < lengths.Rows; row++)
            for (var n = 0; n < product.Rank; n++)
                for (var column = 0; column < lengths.Columns; column++)
                    result.Span[row * lengths.Columns + column] +=
                        up.Span[row * product.Rank + n] * down.Span[n * lengths.Columns + column];
        return result;
    }
}
