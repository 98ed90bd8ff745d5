namespace Mezzotint.Diffusion.Upscalers;

/// <summary>What ESRGAN's weights were called before BasicSR: by their places in nested sequences.</summary>
/// <remarks>
/// xinntao/ESRGAN, <c>net_interp.py</c> and <c>RRDBNet_arch.py</c> of 2018: most of the community's upscalers are
/// written so.
/// </remarks>
static class EsrganNames
{
    /// <summary>The old name of a weight.</summary>
    /// <param name="name">BasicSR's name, such as <c>body.3.rdb1.conv2.weight</c>.</param>
    /// <param name="blocks">Residual-in-residual blocks of the network.</param>
    /// <param name="doublings">Doublings of its size.</param>
    public static string From(string name, int blocks, int doublings)
    {
        var words = name.Split('.');
        return words switch
        {
            ["conv_first", var end] => $"model.0.{end}",
            ["body", var block, var dense, var convolution, var end] =>
                $"model.1.sub.{block}.{dense.ToUpperInvariant()}.{convolution}.0.{end}",
            ["conv_body", var end] => $"model.1.sub.{blocks}.{end}",
            ["conv_hr", var end] => $"model.{3 * doublings + 2}.{end}",
            ["conv_last", var end] => $"model.{3 * doublings + 4}.{end}",
            [['c', 'o', 'n', 'v', '_', 'u', 'p', var number], var end] => $"model.{3 * (number - '0')}.{end}",
            _ => name,
        };
    }
}
