using System.Text.RegularExpressions;

namespace Mezzotint.Tidy.Tests;

public sealed partial class DependencyTests
{
    /// <summary>What each project may refer to; what is not listed may refer to nothing of ours.</summary>
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Mezzotint.Tensors"] = [],
        ["Mezzotint.Imaging"] = [],
        ["Mezzotint.Weights"] = ["Mezzotint.Tensors"],
        ["Mezzotint.Diffusion"] = ["Mezzotint.Tensors", "Mezzotint.Weights"],
        ["Mezzotint.Training"] = ["Mezzotint.Tensors", "Mezzotint.Weights", "Mezzotint.Diffusion", "Mezzotint.Imaging"],
        ["Mezzotint.Bench"] = ["Mezzotint.Tensors", "Mezzotint.Weights", "Mezzotint.Diffusion", "Mezzotint.Training"],
        ["Mezzotint.Catalogue"] = [],
        ["Mezzotint.Postgres"] = [],
        ["Mezzotint.Migrations"] = [],
        ["Mezzotint.Contracts"] = [],
        ["Mezzotint.Worker"] = ["Mezzotint.Contracts", "Mezzotint.Diffusion", "Mezzotint.Imaging"],
        ["Mezzotint.Server"] =
        [
            "Mezzotint.Contracts", "Mezzotint.Postgres", "Mezzotint.Migrations", "Mezzotint.Catalogue",
            "Mezzotint.Ledger", "Mezzotint.Queue", "Mezzotint.Imaging",
        ],
        ["Mezzotint.ServerBench"] = ["Mezzotint.Server"],
        ["Mezzotint.Ledger"] = [],
        ["Mezzotint.Queue"] = [],
        ["Mezzotint.TestDatabase"] = ["Mezzotint.Postgres", "Mezzotint.Migrations"],
        ["Mezzotint.Cli"] =
        [
            "Mezzotint.Tensors", "Mezzotint.Weights", "Mezzotint.Diffusion", "Mezzotint.Training",
            "Mezzotint.Imaging", "Mezzotint.Bench", "Mezzotint.ServerBench", "Mezzotint.Server", "Mezzotint.Worker",
        ],
    };

    /// <summary>A folder of Mezzotint.Diffusion, and the folders beside it that it may not know.</summary>
    static readonly Dictionary<string, string[]> Hidden = new()
    {
        ["Samplers"] = ["Families", "Pipelines", "Text", "Denoisers", "Autoencoders", "Guidance"],
        ["Schedules"] = ["Families", "Pipelines", "Text", "Denoisers", "Autoencoders", "Guidance", "Samplers"],
        ["Text"] = ["Families", "Pipelines", "Samplers", "Schedules"],
        ["Denoisers"] = ["Families", "Pipelines", "Samplers", "Schedules"],
        ["Autoencoders"] = ["Families", "Pipelines", "Samplers", "Schedules", "Text", "Denoisers"],
    };

    [Fact]
    public void Projects_refer_only_downwards() => Tree.AssertNone(
        from project in Tree.Projects
        where !project.IsTest && Allowed.ContainsKey(project.Name)
        from reference in project.References
        where !Allowed[project.Name].Contains(reference)
        select $"{project.Path} refers to {reference}");

    [Fact]
    public void Every_project_that_is_not_a_test_has_its_place_in_the_order() => Tree.AssertNone(
        from project in Tree.Projects
        where !project.IsTest && !Allowed.ContainsKey(project.Name)
        select $"{project.Path} is not in the list of this test");

    [Fact]
    public void The_engine_needs_no_package() => Tree.AssertNone(
        from project in Tree.Projects
        where project.Path.StartsWith("engine/", StringComparison.Ordinal) && !project.IsTest
        from package in project.Packages
        select $"{project.Path} needs {package}");

    [Fact]
    public void Parts_of_the_engine_do_not_know_what_is_built_on_them() => Tree.AssertNone(
        from file in Tree.Sources
        where file.Project == "Mezzotint.Diffusion"
        from hidden in Hidden.GetValueOrDefault(file.Path.Split('/')[3], [])
        where Regex.IsMatch(file.Code, $@"(?m)^using (static )?Mezzotint\.Diffusion\.{hidden}\b")
        select $"{file.Path} knows {hidden}");

    /// <summary>And the comparison with golden data, which stands above both.</summary>
    [Fact]
    public void Only_pipelines_know_families() => Tree.AssertNone(
        from file in Tree.Sources
        where file.Project == "Mezzotint.Diffusion"
            && file.Path.Split('/')[3] is not ("Families" or "Pipelines" or "Parity")
        where file.Code.Contains("using Mezzotint.Diffusion.Families", StringComparison.Ordinal)
        select $"{file.Path} knows Families");

    [Fact]
    public void Nothing_asks_which_family_it_is_but_the_families() => Tree.AssertNone(
        from file in Tree.Sources
        where !file.IsTest && !file.Path.Contains("/Families/", StringComparison.Ordinal)
        from Match match in FamilyQuestion().Matches(file.Code)
        select $"{file.Path}:{file.LineOf(match.Index)} {match.Value}");

    [GeneratedRegex(
        @"(?i)\bif \(!?\s*[\w.]*family\w*\s*(==|!=|\bis\b)|\bswitch \([\w.]*family\)|\b[\w.]*family switch\b")]
    private static partial Regex FamilyQuestion();
}
