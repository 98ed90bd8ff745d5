using System.Numerics;
using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>Six round petals about a pale centre, a dark green stem, two leaves.</summary>
static class Flower
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(0.68f, false, Draw);

    static readonly Rgb Stem = new(42, 108, 64);
    static readonly Outline Leaf = Outline.Path("M 0 0.9 C 0.04 0.72 0.18 0.68 0.28 0.7 C 0.26 0.84 0.16 0.92 0 0.9 Z");

    static void Draw(Brush brush)
    {
        var turn = brush.Vary(0, MathF.Tau / 6);
        var bend = brush.Vary(-0.06f, 0.06f);
        brush.Trim(Outline.Line(0.06f, new(0, 0.4f), new(bend, 0.75f), new(0, 1)), Stem);
        brush.Trim(Leaf, Stem);
        brush.Trim(Leaf.Transformed(Matrix3x2.CreateScale(-1, 1)), Stem);
        var petals = new Outline();
        for (var i = 0; i < 6; i++)
        {
            var (sin, cos) = MathF.SinCos(turn + MathF.Tau * i / 6);
            petals = petals.With(Outline.Circle(0.205f * cos, 0.335f + 0.205f * sin, 0.13f));
        }
        brush.Body(petals.With(Outline.Circle(0, 0.335f, 0.16f)));
        brush.Shade(Outline.Circle(0, 0.335f, 0.15f));
        brush.Detail(Outline.Circle(0, 0.335f, 0.095f), Tones.Pale);
    }
}
