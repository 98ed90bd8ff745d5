namespace Mezzotint.Training.Miniature.Scenes.Drawing;

/// <summary>
/// The shapes of a scene from back to front, in unit coordinates: (0, 0) top left, (1, 1) bottom right.
/// </summary>
sealed class SceneDrawing
{
    readonly List<Shape> _shapes = [];

    /// <summary>The shapes from back to front.</summary>
    public IReadOnlyList<Shape> Shapes => _shapes;

    /// <summary>Puts a shape on top; its outline, where it has one, is drawn in <paramref name="edge"/>.</summary>
    public void Add(Outline outline, Paint paint, Role role, Rgb edge = default) =>
        _shapes.Add(new Shape(outline, paint, role, edge));

    /// <summary>Puts an evenly coloured shape on top.</summary>
    public void Add(Outline outline, Rgb color, Role role) => Add(outline, Paint.Solid(color), role);
}
