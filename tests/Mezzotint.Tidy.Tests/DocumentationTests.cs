using System.Text.RegularExpressions;

namespace Mezzotint.Tidy.Tests;

public sealed partial class DocumentationTests
{
    [Fact]
    public void No_documentation_tag_is_empty() => Tree.AssertNone(
        from file in Tree.Sources
        from Match match in EmptyTag().Matches(file.Text)
        select $"{file.Path}:{file.LineOf(match.Index)} {match.Value.Trim()}");

    /// <summary>Its own, or one of another folder that its documentation names.</summary>
    [Fact]
    public void Every_kernel_has_a_reference_to_be_judged_by()
    {
        var kernels = Path.Combine(Tree.Root, "engine/src/Mezzotint.Tensors/Kernels");
        Tree.AssertNone(
            from folder in Directory.GetDirectories(kernels)
            where Directory.GetFiles(folder, "*Reference.cs").Length == 0
            where !Directory.GetFiles(folder).Any(file => Reference().IsMatch(File.ReadAllText(file)))
            select $"Kernels/{Path.GetFileName(folder)} has no *Reference.cs and names none");
    }

    [Fact]
    public void There_is_a_changelog_with_what_is_coming()
    {
        var path = Path.Combine(Tree.Root, "CHANGELOG.md");
        Assert.True(File.Exists(path), "CHANGELOG.md is missing.");
        Assert.Contains("## [Unreleased]", File.ReadAllText(path), StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"///.*cref=""[\w.]+Reference""")]
    private static partial Regex Reference();

    [GeneratedRegex(
        @"///\s*<(?<tag>summary|remarks|returns|param|exception|typeparam)\b[^>/]*(/>|>\s*(///\s*)*</\k<tag>>)")]
    private static partial Regex EmptyTag();
}
