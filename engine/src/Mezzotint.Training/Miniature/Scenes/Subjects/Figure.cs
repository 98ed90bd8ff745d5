namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>How a subject is drawn.</summary>
/// <param name="Width">Its width when its height is 1.</param>
/// <param name="Floats">Whether it hangs in the air instead of standing on the ground.</param>
/// <param name="Draw">
/// Draws it with a brush in its own coordinates: x from -Width / 2, y from 0 (top) to 1 (base).
/// </param>
sealed record Figure(float Width, bool Floats, Action<Brush> Draw)
{
    /// <summary>The figure of a subject.</summary>
    public static Figure Of(Subject subject) => subject switch
    {
        Subject.House => House.Figure,
        Subject.Castle => Castle.Figure,
        Subject.Tree => Tree.Figure,
        Subject.Flower => Flower.Figure,
        Subject.Mushroom => Mushroom.Figure,
        Subject.Mountain => Mountain.Figure,
        Subject.Car => Car.Figure,
        Subject.Boat => Boat.Figure,
        Subject.Rocket => Rocket.Figure,
        Subject.Balloon => Balloon.Figure,
        Subject.Umbrella => Umbrella.Figure,
        Subject.Cat => Cat.Figure,
        Subject.Fish => Fish.Figure,
        Subject.Bird => Bird.Figure,
        Subject.Sun => Sun.Figure,
        Subject.Moon => Moon.Figure,
        Subject.Star => Star.Figure,
        Subject.Heart => Heart.Figure,
        _ => throw new ArgumentOutOfRangeException(nameof(subject), $"{subject} is no subject."),
    };
}
