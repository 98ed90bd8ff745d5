using System.Runtime.InteropServices;

namespace Mezzotint.Cli.Shelf;

/// <summary>A second name for a file, where the system has such and both lie on one disk.</summary>
static partial class HardLink
{
    /// <summary>Links, or copies where that cannot be.</summary>
    public static void OrCopy(string source, string target)
    {
        var real = File.ResolveLinkTarget(source, returnFinalTarget: true)?.FullName ?? source;
        if (OperatingSystem.IsWindows() || Link(real, target) != 0)
            File.Copy(real, target);
    }

    /// <summary>link(2) of POSIX.</summary>
    /// <returns>0 where there is the second name now.</returns>
    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string source, string target);
}
