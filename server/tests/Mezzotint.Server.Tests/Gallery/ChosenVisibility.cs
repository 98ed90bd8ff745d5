namespace Mezzotint.Server.Tests.Gallery;

/// <summary>The offer whose plans let an owner choose who sees a picture.</summary>
public sealed class ChosenVisibility : Pictures
{
    protected override (string Preset, string Plan) Offer => ("two-wallets", "basic");
}
