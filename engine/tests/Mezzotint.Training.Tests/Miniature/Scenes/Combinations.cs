using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Tests.Miniature.Scenes;

/// <summary>Every combination that the held-out split tells apart.</summary>
static class Combinations
{
    public static IEnumerable<SceneDescription> All() =>
        from subject in Enum.GetValues<Subject>()
        from color in Enum.GetValues<ColorName>()
        from place in Enum.GetValues<Place>()
        from time in Enum.GetValues<Time>()
        from style in Enum.GetValues<PictureStyle>()
        select new SceneDescription
        {
            Subject = subject,
            Color = color,
            Place = place,
            HillColor = place == Place.Hill ? ColorName.Green : null,
            Time = time,
            Style = style,
            Seed = (int)subject + 18 * (int)color,
        };
}
