using System.Globalization;
using Mezzotint.Diffusion.Schedules;

namespace Mezzotint.Diffusion.Parity;

/// <summary>What the names of golden sigma tables mean.</summary>
static class GoldenSchedules
{
    /// <summary>The function from steps to sigmas for a table of a file.</summary>
    /// <param name="file">File name without extension: it names the model.</param>
    /// <param name="table">Name of the table: library, schedule and parameters.</param>
    public static Func<int, float[]> Find(string file, string table) => file switch
    {
        "sd1_vp" => Discrete(table),
        "flux" => Flux(table),
        "sdxl_sgm" => Sgm(table),
        _ when Suffix(file, "sd3_flow_shift") is { } shift => Flow(table, new FlowNoiseLevels(Number(shift))),
        _ => throw new SkipCaseException($"the model of '{file}' is not known"),
    };

    static Func<int, float[]> Discrete(string table)
    {
        if (Suffix(table, "comfy_") is { } name)
            // it was given the rounded ends
            return Named(name, DiscreteNoiseLevels.StableDiffusion(isRounded: name == "kl_optimal"));
        var levels = DiscreteNoiseLevels.StableDiffusion(isRounded: true);
        return Suffix(table, "kd_") switch
        {
            "karras_0p1_10" => steps => SigmaSchedules.Karras(0.1, 10, steps),
            { } poly when Suffix(poly, "polyexponential_rho") is { } rho =>
                steps => SigmaSchedules.PolyExponential(levels.SigmaMin, levels.SigmaMax, steps, Number(rho)),
            { } other => Named(other, levels),
            null => throw Unknown(table),
        };
    }

    static Func<int, float[]> Flow(string table, NoiseLevels levels) =>
        table == "sd35_reference" ? Named("normal", levels) : Named(Suffix(table, "comfy_") ?? table, levels);

    static Func<int, float[]> Flux(string table)
    {
        if (Suffix(table, "bfl_dev_") is { } size)
        {
            var sides = size.Split('x').Select(side => int.Parse(side) / 16).ToArray();
            return Named("shifted_linear", FlowNoiseLevels.Flux(FlowNoiseLevels.FluxMu(sides[0] * sides[^1])));
        }
        if (Suffix(table, "comfy_mu115_") is { } name)
            return Named(name, FlowNoiseLevels.Flux(1.15));
        var unshifted = new FlowNoiseLevels(1, timestepScale: 1);
        return table == "bfl_schnell" ? Named("shifted_linear", unshifted)
            : Named(Suffix(table, "comfy_schnell_") ?? throw Unknown(table), unshifted);
    }

    static Func<int, float[]> Sgm(string table) => table switch
    {
        "legacy_ddpm" => Named("legacy_ddpm", DiscreteNoiseLevels.StableDiffusion()),
        "edm_karras_rho7" => steps => SigmaSchedules.Karras(0.0292, 14.6146, steps),
        _ => throw Unknown(table),
    };

    static Func<int, float[]> Named(string name, NoiseLevels levels)
    {
        if (!ScheduleNames.All.Contains(name) && name != "discrete")
            throw new SkipCaseException($"the schedule '{name}' is not offered");
        var schedule = ScheduleNames.Find(name);
        return steps => schedule(levels, steps);
    }

    static SkipCaseException Unknown(string table) => new($"the table '{table}' is not known");

    static string? Suffix(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;

    static double Number(string text) => double.Parse(text.Replace('p', '.'), CultureInfo.InvariantCulture);
}
