using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>What a place needs to draw itself.</summary>
/// <param name="Drawing">Where to.</param>
/// <param name="Scene">Its place, time and hill.</param>
/// <param name="Daylight">The colours of its time.</param>
/// <param name="Random">Decides shapes of hills, clouds and waves.</param>
sealed record Setting(SceneDrawing Drawing, SceneDescription Scene, Daylight Daylight, Random Random)
{
    /// <summary>Draws sky, place and weather, all that lies behind the subjects.</summary>
    /// <returns>The height on which a subject stands, by its x.</returns>
    public Func<float, float> DrawBehind()
    {
        Sky.Draw(this);
        var ground = DrawPlace();
        if (Scene.Time == Time.Rain)
            Rainfall.Draw(this);
        return ground;
    }

    Func<float, float> DrawPlace() => Scene.Place switch
    {
        Place.Hill => Hill.Draw(this),
        Place.Snow => Snow.Draw(this),
        Place.Sea => Sea.Draw(this),
        Place.Desert => Desert.Draw(this),
        Place.Forest => Forest.Draw(this),
        Place.City => City.Draw(this),
        Place.Beach => Beach.Draw(this),
        Place.Sky => CloudBank.Draw(this),
        _ => throw new InvalidOperationException($"{Scene.Place} is no place."),
    };

    /// <summary>Draws what lies before the subjects: a front wave, a bank of cloud.</summary>
    public void DrawBefore()
    {
        if (Scene.Place == Place.Sea)
            Sea.DrawFront(this);
        if (Scene.Place == Place.Sky)
            CloudBank.DrawFront(this);
    }

    /// <summary>Adds a part of the backdrop, lit.</summary>
    public void Add(Outline outline, Rgb color) => Drawing.Add(outline, Daylight.Lit(color), Role.Backdrop);

    /// <summary>Adds ground with a gradient over its height, lit.</summary>
    public void Add(Outline outline, Rgb top, Rgb bottom, float from) =>
        Drawing.Add(outline, Daylight.Lit(top, bottom, from, 1), Role.Backdrop);

    /// <summary>Adds a small bit that is never outlined, lit.</summary>
    public void AddSpeck(Outline outline, Rgb color) => Drawing.Add(outline, Daylight.Lit(color), Role.Speck);
}
