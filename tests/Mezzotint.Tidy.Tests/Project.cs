using System.Xml.Linq;

namespace Mezzotint.Tidy.Tests;

/// <summary>A project file of the tree.</summary>
/// <param name="Path">Path below the root, with slashes.</param>
/// <param name="Xml">Its content.</param>
sealed record Project(string Path, XDocument Xml)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public bool IsTest => Name.EndsWith(".Tests", StringComparison.Ordinal);

    /// <summary>Names of the projects it refers to.</summary>
    public IEnumerable<string> References =>
        Includes("ProjectReference").Select(include =>
            System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')));

    /// <summary>Names of the packages it refers to itself.</summary>
    public IEnumerable<string> Packages => Includes("PackageReference");

    IEnumerable<string> Includes(string element) =>
        Xml.Descendants(element).Select(item => item.Attribute("Include")!.Value);
}
