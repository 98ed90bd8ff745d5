using System.Text.RegularExpressions;

namespace Mezzotint.Tidy.Tests;

public sealed partial class NameTests
{
    static readonly string[] BannedFolders =
        ["Models", "Interfaces", "Services", "Managers", "Helpers", "Utils", "Common", "Dtos"];

    [Fact]
    public void Namespaces_are_folders() => Tree.AssertNone(
        from file in Tree.Sources
        let expected = Namespace(file)
        let found = NamespaceLine().Match(file.Code).Groups["name"].Value
        where found != expected && !(found.Length == 0 && Path.GetFileName(file.Path) == "Program.cs")
        select $"{file.Path} is in namespace '{found}', its folder is {expected}");

    [Fact]
    public void A_file_holds_the_one_type_that_it_is_named_for() => Tree.AssertNone(
        from file in Tree.Sources
        let name = Path.GetFileName(file.Path).Split('.')[0]
        where !(file.Types is [var only] && only == name || file.Types.Length == 0 && name == "Program")
        select $"{file.Path} declares {(file.Types.Length == 0 ? "nothing" : string.Join(", ", file.Types))}");

    [Fact]
    public void No_type_is_called_helper_or_manager_or_the_like() => Tree.AssertNone(
        from file in Tree.Sources
        from type in file.Types
        where BannedWord().IsMatch(type) && !type.EndsWith("Tests", StringComparison.Ordinal)
        select $"{file.Path} declares {type}");

    [Fact]
    public void No_folder_of_code_is_called_services_or_the_like() => Tree.AssertNone(
        (from file in Tree.Sources
         from folder in file.Path.Split('/')[..^1]
         where BannedFolders.Contains(folder)
         select $"{Path.GetDirectoryName(file.Path)} is a folder called {folder}").Distinct());

    [Fact]
    public void No_region_and_no_unfinished_note_is_left() => Tree.AssertNone(
        from file in Tree.Sources
        where file.Project != "Mezzotint.Tidy.Tests"
        from line in file.Lines.Index()
        where Leftover().IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1} {line.Item.Trim()}");

    static string Namespace(SourceFile file)
    {
        var folder = Tree.Projects.Single(project => project.Name == file.Project).Folder;
        var below = Path.GetDirectoryName(file.Path)!.Replace('\\', '/')[folder.Length..];
        return file.Project + below.Replace('/', '.');
    }

    [GeneratedRegex("(?m)^namespace (?<name>[\\w.]+);")]
    private static partial Regex NamespaceLine();

    [GeneratedRegex("(Helper|Manager|Util|Utils|Service|Services|Common|Dto|Dtos|Impl)(?![a-z])|(Base|Info|Data)$")]
    private static partial Regex BannedWord();

    [GeneratedRegex(@"^\s*#region|//.*\b(TODO|FIXME|HACK)\b(?!.*#\d)")]
    private static partial Regex Leftover();
}
