namespace Mezzotint.Tidy.Tests;

/// <summary>The other tests are worth what this reading of C# is worth.</summary>
public sealed class SourceTextTests
{
    [Theory]
    [InlineData("a // b\nc", "a     \nc")]
    [InlineData("a /* b\n */ c", "a     \n    c")]
    [InlineData("f(\"x\\\"(\", y)", "f(      , y)")]
    [InlineData("f(@\"x\"\"(\", y)", "f(       , y)")]
    [InlineData("f($\"x{g(\"(\")}{{\", y)", "f(              , y)")]
    [InlineData("f('(', '\\'')", "f(   ,     )")]
    [InlineData("f(\"\"\"a \" (\n\"\"\")", "f(        \n   )")]
    public void Comments_and_literals_become_blanks(string text, string expected) =>
        Assert.Equal(expected, SourceText.Blank(text));

    [Fact]
    public void Methods_are_found_with_their_sizes()
    {
        const string text = """
            namespace X;

            sealed class Y
            {
                public Y(int a, (int, int) b)
                    : base(a)
                {
                    Call(a, b);
                }

                protected override Dictionary<int, string> Find<T>(T a, Func<int, int> b) where T : class =>
                    b switch
                    {
                        _ => null,
                    };

                abstract int None(int a);
            }
            """;
        var file = new SourceFile("Y.cs", "X", text.ReplaceLineEndings("\n"));
        Assert.Equal(
            [new Method("Y", 5, 5, 2, false), new Method("Find", 11, 5, 2, true)], file.Methods);
        Assert.Equal(["Y"], file.Types);
    }
}
