using System.Diagnostics;

namespace Mezzotint.Postgres;

/// <summary>
/// The user of the machine that PostgreSQL runs as: ours, or, since it refuses root, an unprivileged one.
/// </summary>
/// <param name="Name">The user's name; null for our own.</param>
sealed record ClusterAccount(string? Name)
{
    /// <summary>The first that exists of postgres and nobody, where we are root.</summary>
    public static ClusterAccount Choose()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return new ClusterAccount((string?)null);
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet();
        return new ClusterAccount(users.Contains("postgres") ? "postgres" : "nobody");
    }

    /// <summary>How to start a program as this user; it reads a pipe of ours and writes to one.</summary>
    public ProcessStartInfo Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Name is not null && !OperatingSystem.IsWindows())
            start.UserName = Name;
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    /// <summary>Makes a folder, if there is none, and all in it this user's alone.</summary>
    /// <exception cref="PostgresException">A folder above it is closed to this user.</exception>
    public void TakeFolder(string path)
    {
        Directory.CreateDirectory(path);
        if (Name is null || OperatingSystem.IsWindows())
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
        if (Closed(Directory.GetParent(path)) is { } closed)
            throw new PostgresException($"PostgreSQL does not run as root, and its user '{Name}' may not enter "
                + $"{closed}: choose another --data folder, or run 'chmod o+x {closed}'.");
        Run("chown", "-R", Name, path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>
    /// The folder of PostgreSQL's programs, or of a copy of them where this user may not enter it: a root's home.
    /// </summary>
    /// <param name="binaries">The folder, bin of an installation.</param>
    /// <param name="place">Where a copy is kept.</param>
    public string Reach(string binaries, string place)
    {
        if (Name is null || Closed(new DirectoryInfo(binaries)) is null)
            return binaries;
        // Another version of the programs is another copy.
        var version = File.GetLastWriteTimeUtc(Path.Combine(binaries, "postgres")).Ticks;
        var copy = Path.Combine(place, $"programs-{version:x}");
        if (!Directory.Exists(copy))
        {
            Run("cp", "-R", "-P", Directory.GetParent(binaries)!.FullName, copy + ".new");
            Directory.Move(copy + ".new", copy);
        }
        return Path.Combine(copy, Path.GetFileName(binaries));
    }

    /// <summary>The first folder upwards that others may not enter; null where there is none.</summary>
    static string? Closed(DirectoryInfo? folder)
    {
        for (; folder is not null && !OperatingSystem.IsWindows(); folder = folder.Parent)
            if (!File.GetUnixFileMode(folder.FullName).HasFlag(UnixFileMode.OtherExecute))
                return folder.FullName;
        return null;
    }

    static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new PostgresException($"'{program} {string.Join(' ', arguments)}' failed with {process.ExitCode}.");
    }
}
