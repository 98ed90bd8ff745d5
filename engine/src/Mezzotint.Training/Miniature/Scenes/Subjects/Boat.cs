using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A sailing boat: a hull with a pale stripe, a dark mast, two sails in the boat's colour.</summary>
static class Boat
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(1.04f, false, Draw);

    static readonly Outline Hull = Outline.Path(
        "M -0.52 0.68 L 0.52 0.68 C 0.48 0.84 0.4 1 0.28 1 L -0.28 1 C -0.42 1 -0.5 0.84 -0.52 0.68 Z");
    static readonly Outline Keel = Outline.Path(
        "M -0.46 0.86 L 0.46 0.86 C 0.42 0.94 0.36 0.99 0.28 0.99 L -0.28 0.99 C -0.38 0.99 -0.43 0.94 -0.46 0.86 Z");
    static readonly Outline Stripe = Outline.Path("M -0.49 0.77 L 0.49 0.77 L 0.465 0.84 L -0.465 0.84 Z");
    static readonly Outline MainSail = Outline.Path("M 0.05 0.04 Q 0.34 0.26 0.42 0.61 L 0.05 0.61 Z");
    static readonly Outline Jib = Outline.Path("M -0.05 0.12 L -0.05 0.61 L -0.4 0.61 Q -0.18 0.42 -0.05 0.12 Z");

    static void Draw(Brush brush)
    {
        brush.Trim(Outline.Rectangle(-0.022f, 0, 0.022f, 0.7f), Brush.Bark);
        brush.Body(MainSail);
        brush.DarkBody(Jib);
        brush.Body(Hull);
        brush.Shade(Keel);
        brush.Spot(Stripe);
    }
}
