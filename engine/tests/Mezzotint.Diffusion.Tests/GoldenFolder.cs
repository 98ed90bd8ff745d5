namespace Mezzotint.Diffusion.Tests;

/// <summary>The golden data, if this machine has it.</summary>
static class GoldenFolder
{
    /// <summary>The path of something in it; the test is skipped where it is missing.</summary>
    public static string Path(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = System.IO.Path.Combine(folder.FullName, "shared", "golden", relative);
            if (System.IO.Path.Exists(path))
                return path;
        }
        Assert.Skip($"The golden data is not here: no shared/golden/{relative} above {AppContext.BaseDirectory}.");
        return "";
    }
}
