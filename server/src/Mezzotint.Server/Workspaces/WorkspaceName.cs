using Mezzotint.Server.Problems;

namespace Mezzotint.Server.Workspaces;

/// <summary>The rules of names: of workspaces, and of what people name in them.</summary>
static class WorkspaceName
{
    const int LengthMax = 100;

    /// <summary>What is wrong with a name; null where nothing is.</summary>
    public static Problem? Fault(string? name) =>
        name is { Length: <= LengthMax } && !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl) ? null
            : Problem.BadRequest("name", $"'name' has 1 to {LengthMax} characters in one line.");
}
