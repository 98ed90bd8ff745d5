using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Diffusion.Tests.Parity;

/// <summary>Finds the golden data beside the repository.</summary>
static class Golden
{
    /// <summary>The golden folder; the test is skipped where there is none.</summary>
    public static string Folder
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var golden = Path.Combine(folder.FullName, "shared", "golden");
                if (Directory.Exists(golden))
                    return golden;
            }
            Assert.Skip("The golden data is not here: shared/golden was looked for in every folder above the test.");
            return "";
        }
    }

    /// <summary>The part of it that the repository carries: engine/tests/golden.</summary>
    public static string Carried
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var golden = Path.Combine(folder.FullName, "engine", "tests", "golden");
                if (Directory.Exists(golden))
                    return golden;
            }
            throw new DirectoryNotFoundException("engine/tests/golden is in none of the folders above the test.");
        }
    }

    /// <summary>Fails with every failed line, and unless at least so many cases passed.</summary>
    public static void AssertPasses(IEnumerable<ParityResult> results, int passedAtLeast)
    {
        var all = results.ToList();
        var bad = all.Where(r => r.Outcome == ParityOutcome.Failed).ToList();
        Assert.True(bad.Count == 0, $"{bad.Count} of {all.Count} failed:\n" + string.Join('\n',
            bad.Select(r => $"  {r.Name}: {r.Reason} (tolerance {r.Tolerance:g2})")));
        Assert.InRange(all.Count(r => r.Outcome == ParityOutcome.Passed), passedAtLeast, int.MaxValue);
    }
}
