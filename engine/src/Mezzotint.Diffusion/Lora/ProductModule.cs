using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;
using Mezzotint.Tensors.Changes;

namespace Mezzotint.Diffusion.Lora;

/// <summary>
/// W += multiplier alpha / rank up down: LoRA, Hu et al. 2021 (arXiv:2106.09685), eq. 3, and LoCon, its form for
/// convolutions.
/// </summary>
sealed class ProductModule : LoraModule
{
    readonly LoraProduct _product;
    readonly double _scale;

    /// <exception cref="Mezzotint.Weights.CheckpointException">The matrices do not make a product.</exception>
    public ProductModule(LoraParts parts)
        : base(parts.Name)
    {
        _product = parts.Product(LoraRole.Up, LoraRole.Down, LoraRole.Middle);
        _scale = parts.Alpha() / _product.Rank ?? 1;
    }

    public override int Rows => _product.Rows;

    public override int Columns => _product.Columns;

    public override int Inputs => _product.Inputs;

    internal override LowRankPath Path(double multiplier) => new(
        new Weight(Name, _product.Down()), new Weight(Name, _product.Up() * (float)(multiplier * _scale)));

    private protected override WeightChange Change(LoraTarget target, double multiplier, int taps) =>
        new LowRankChange(
            target.FirstRow, _product.Up().Rows(target.FirstModuleRow, target.RowCount), _product.Down(), taps,
            multiplier * _scale);
}
