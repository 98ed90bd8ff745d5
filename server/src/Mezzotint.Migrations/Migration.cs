using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Mezzotint.Migrations;

/// <summary>One step of the database's structure: a file of Sql/, NNNN_name.sql.</summary>
/// <param name="Version">NNNN.</param>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Sql">The statements.</param>
sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>All steps of this program, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = Read();

    /// <summary>SHA-256 of the statements, line ends as in the repository.</summary>
    public string Checksum => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    static List<Migration> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var migrations = new List<Migration>();
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var version = int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture);
            migrations.Add(new Migration(version, name, reader.ReadToEnd()));
        }
        return migrations;
    }
}
