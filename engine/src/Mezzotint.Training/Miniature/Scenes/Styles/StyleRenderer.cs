using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Styles;

/// <summary>Chooses the renderer of a style.</summary>
static class StyleRenderer
{
    /// <summary>Renders a drawing in the scene's style.</summary>
    /// <param name="drawing">Its shapes.</param>
    /// <param name="scene">Names the style and the time.</param>
    /// <param name="size">Width and height in pixels.</param>
    /// <param name="random">Decides what is accidental in the style.</param>
    public static Picture Render(SceneDrawing drawing, SceneDescription scene, int size, Random random) =>
        scene.Style switch
        {
            PictureStyle.Flat => Flat.Render(drawing, size),
            PictureStyle.LineArt => LineArt.Render(drawing, size, scene.Time),
            PictureStyle.PixelArt => PixelArt.Render(drawing, size),
            PictureStyle.Watercolor => Watercolor.Render(drawing, size, scene.Time, random),
            _ => throw new ArgumentException($"{scene.Style} is no style."),
        };
}
