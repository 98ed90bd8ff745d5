using Mezzotint.Tensors.Changes;

namespace Mezzotint.Diffusion.Lora;

/// <summary>
/// W += multiplier alpha / rank (w1_a w1_b) o (w2_a w2_b): LoHa, Yeh et al. 2023 (arXiv:2309.14859), section 3, as
/// LyCORIS writes it.
/// </summary>
sealed class HadamardModule : LoraModule
{
    readonly LoraProduct _first;
    readonly LoraProduct _second;
    readonly double _scale;

    /// <exception cref="Mezzotint.Weights.CheckpointException">The matrices do not make two products of one
    /// shape.</exception>
    public HadamardModule(LoraParts parts)
        : base(parts.Name)
    {
        _first = parts.Product(LoraRole.Up, LoraRole.Down, LoraRole.Middle, isTurned: true);
        _second = parts.Product(LoraRole.SecondUp, LoraRole.SecondDown, LoraRole.SecondMiddle, isTurned: true);
        if ((_first.Rows, _first.Columns) != (_second.Rows, _second.Columns))
            throw parts.Misshapen(
                $"{parts.ByRole[LoraRole.Up]}, {parts.ByRole[LoraRole.Down]} and {parts.ByRole[LoraRole.SecondUp]}, "
                    + $"{parts.ByRole[LoraRole.SecondDown]}", parts.ByRole[LoraRole.Up]);
        _scale = parts.Alpha() / _first.Rank ?? 1;
    }

    public override int Rows => _first.Rows;

    public override int Columns => _first.Columns;

    public override int Inputs => _first.Inputs;

    private protected override WeightChange Change(LoraTarget target, double multiplier, int taps) =>
        new HadamardChange(
            Product(_first, target, taps, multiplier * _scale), Product(_second, target, taps, 1));

    static LowRankChange Product(LoraProduct product, LoraTarget target, int taps, double scale) => new(
        target.FirstRow, product.Up().Rows(target.FirstModuleRow, target.RowCount), product.Down(), taps, scale);
}
