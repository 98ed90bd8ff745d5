namespace Mezzotint.Diffusion;

/// <summary>
/// Which family an add-on was made for, told by the width of the text that its networks attend to: for messages.
/// </summary>
static class ContextWidths
{
    const string Unknown = "models whose text is ";

    static readonly Dictionary<int, string> Families = new()
    {
        [768] = "SD 1.x",
        [1024] = "SD 2.x",
        [1280] = "SDXL refiner",
        [2048] = "SDXL",
    };

    /// <summary>The family's name, or what is known of an unknown one.</summary>
    public static string MadeFor(int width) =>
        Families.GetValueOrDefault(width) ?? $"{Unknown}{width} wide";

    /// <summary>A family's name, or null where it stands for an unknown one.</summary>
    public static string? Known(string? family) =>
        family?.StartsWith(Unknown, StringComparison.Ordinal) == true ? null : family;
}
