namespace Mezzotint.Diffusion.Schedules;

/// <summary>The schedules by the names that users give them.</summary>
public static class ScheduleNames
{
    static readonly (string Name, string[] Aliases, SigmaSchedule Schedule)[] Schedules =
    [
        ("normal", ["automatic", "uniform", "discrete"], SigmaSchedules.Normal),
        ("karras", [], SigmaSchedules.Karras),
        ("exponential", [], SigmaSchedules.Exponential),
        ("polyexponential", [], SigmaSchedules.Exponential),
        ("sgm_uniform", [], SigmaSchedules.SgmUniform),
        ("simple", [], SigmaSchedules.Simple),
        ("ddim_uniform", ["ddim"], SigmaSchedules.DdimUniform),
        ("beta", [], SigmaSchedules.Beta),
        ("kl_optimal", [], SigmaSchedules.KlOptimal),
        ("linear_quadratic", [], SigmaSchedules.LinearQuadratic),
        ("vp", [], SigmaSchedules.VariancePreserving),
        ("legacy_ddpm", [], SigmaSchedules.LegacyDdpm),
        ("shifted_linear", ["flux"], SigmaSchedules.ShiftedLinear),
    ];

    /// <summary>The names, each once.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Schedules.Select(schedule => schedule.Name)];

    /// <summary>The schedule of a name. Capitals, spaces, hyphens and underscores do not count.</summary>
    /// <exception cref="ArgumentException">There is none: the message lists the names.</exception>
    public static SigmaSchedule Find(string name)
    {
        var wanted = Plain(name);
        foreach (var (known, aliases, schedule) in Schedules)
            if (Plain(known) == wanted || aliases.Contains(wanted))
                return schedule;
        throw new ArgumentException($"There is no schedule '{name}'. Known are: {string.Join(", ", All)}.");
    }

    static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
