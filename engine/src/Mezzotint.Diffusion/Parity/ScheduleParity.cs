using System.Text.Json;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Compares the sigma tables of a golden folder with those that our schedules give.</summary>
public static class ScheduleParity
{
    const double Tolerance = 1e-5; // relative; the references interpolate logarithms in float32

    /// <summary>Compares every list under samplers/schedules, its tables of levels included.</summary>
    /// <param name="goldenFolder">The folder that holds samplers/.</param>
    public static IEnumerable<ParityResult> Run(string goldenFolder)
    {
        var folder = Path.Combine(goldenFolder, "samplers", "schedules");
        if (!Directory.Exists(folder))
            return [ParityResult.Skip("samplers/schedules", $"{folder} is not there")];
        return Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).SelectMany(CompareFile)
            .Concat(LevelParity.Run(folder));
    }

    static IEnumerable<ParityResult> CompareFile(string path)
    {
        var file = Path.GetFileNameWithoutExtension(path);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return json.RootElement.TryGetProperty("tables", out var tables)
                ? [.. tables.EnumerateObject().SelectMany(table => CompareTable(file, table))] : [];
        }
        catch (Exception e) when (ParityResult.IsCaseError(e))
        {
            return [new ParityResult($"samplers/schedules/{file}", ParityOutcome.Failed, 0, Tolerance, e.Message)];
        }
    }

    static IEnumerable<ParityResult> CompareTable(string file, JsonProperty table)
    {
        foreach (var list in table.Value.EnumerateObject())
            yield return ParityResult.Of($"samplers/schedules/{file}/{table.Name}/{list.Name}", Tolerance, () =>
            {
                var schedule = GoldenSchedules.Find(file, table.Name);
                var steps = int.Parse(list.Name);
                if (list.Value.ValueKind == JsonValueKind.String) // the reference raises
                    return IsRefused(schedule, steps) ? 0
                        : throw new InvalidDataException("the reference raises, ours does not");
                return Deviation.Relative(schedule(steps),
                    [.. list.Value.EnumerateArray().Select(sigma => sigma.GetSingle())]);
            });
    }

    static bool IsRefused(Func<int, float[]> schedule, int steps)
    {
        try
        {
            schedule(steps);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
