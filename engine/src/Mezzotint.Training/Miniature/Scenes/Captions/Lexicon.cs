namespace Mezzotint.Training.Miniature.Scenes.Captions;

/// <summary>Every phrase that captions are put together from.</summary>
static class Lexicon
{
    /// <summary>A noun and its plural; the first of a subject's nouns is the usual one.</summary>
    public readonly record struct Noun(string One, string Many);

    /// <summary>The ways to speak of a place.</summary>
    /// <param name="Standing">Where something stands; # is a hill's colour.</param>
    /// <param name="Hanging">Where something hangs in the air.</param>
    /// <param name="Tags">The bare name.</param>
    public sealed record Location(string[] Standing, string[] Hanging, string[] Tags);

    /// <summary>By <see cref="Subject"/>.</summary>
    public static readonly Noun[][] Nouns =
    [
        [new("house", "houses"), new("home", "homes"), new("cottage", "cottages")],
        [new("castle", "castles"), new("fortress", "fortresses")],
        [new("tree", "trees")],
        [new("flower", "flowers"), new("blossom", "blossoms")],
        [new("mushroom", "mushrooms"), new("toadstool", "toadstools")],
        [new("mountain", "mountains"), new("peak", "peaks")],
        [new("car", "cars"), new("automobile", "automobiles")],
        [new("boat", "boats"), new("sailboat", "sailboats"), new("ship", "ships")],
        [new("rocket", "rockets"), new("spaceship", "spaceships")],
        [new("balloon", "balloons"), new("hot air balloon", "hot air balloons")],
        [new("umbrella", "umbrellas"), new("parasol", "parasols")],
        [new("cat", "cats"), new("kitten", "kittens")],
        [new("fish", "fish"), new("fish", "fishes")],
        [new("bird", "birds")],
        [new("sun", "suns")],
        [new("moon", "moons"), new("crescent moon", "crescent moons")],
        [new("star", "stars")],
        [new("heart", "hearts")],
    ];

    /// <summary>By <see cref="ColorName"/>.</summary>
    public static readonly string[][] Colors =
    [
        ["red"], ["orange"], ["yellow"], ["green"], ["blue"], ["purple", "violet"], ["pink"], ["brown"], ["black"],
        ["white"],
    ];

    /// <summary>By <see cref="Place"/>.</summary>
    public static readonly Location[] Locations =
    [
        new(["on a # hill", "on the # hill", "on top of a # hill", "on a round # hill"],
            ["over a # hill", "above a # hill", "over the # hill"],
            ["# hill"]),
        new(["in the snow", "in a snowy field", "on the snow", "in a snowy landscape", "in winter"],
            ["over the snow", "above a snowy field", "in winter", "in the snow"],
            ["snow", "snowy landscape", "winter"]),
        new(["on the sea", "on the ocean", "at sea", "in the sea", "on the water", "in the ocean"],
            ["over the sea", "above the ocean", "over the water", "at sea"],
            ["sea", "ocean"]),
        new(["in the desert", "in a desert", "on a sand dune", "in the dry desert"],
            ["over the desert", "above a desert", "in the desert"],
            ["desert", "desert dunes"]),
        new(["in a forest", "in the forest", "in the woods", "in front of a forest"],
            ["over a forest", "in the forest", "above the woods", "in front of a forest"],
            ["forest", "woods"]),
        new(["in the city", "in a city", "on a city street", "on the street", "in town"],
            ["over the city", "above a city", "in the city", "over a city street"],
            ["city", "city street"]),
        new(["on the beach", "on a beach", "on a sandy beach", "at the beach"],
            ["over the beach", "above a beach", "at the beach"],
            ["beach", "sandy beach"]),
        new(["in the sky", "above the clouds", "in the clouds", "on a cloud", "high in the sky"],
            ["in the sky", "above the clouds", "in the clouds", "high in the sky", "among the clouds"],
            ["sky", "clouds"]),
    ];

    /// <summary>By <see cref="Time"/>: phrases, then bare names.</summary>
    public static readonly (string[] Phrases, string[] Tags)[] Times =
    [
        (["by day", "during the day", "in daylight", "at noon", "on a clear day", "in the morning"],
            ["day", "daylight"]),
        (["at night", "by night", "in the night", "at midnight", "on a dark night", "in the dark"],
            ["night", "dark night"]),
        (["at sunset", "at dusk", "in the evening", "during sunset"], ["sunset", "dusk", "evening"]),
        (["in the rain", "on a rainy day", "in rainy weather", "during a storm"], ["rain", "rainy weather"]),
    ];

    /// <summary>By <see cref="PictureStyle"/>: before "of", then as an addition.</summary>
    public static readonly (string[] Openings, string[] Additions)[] Styles =
    [
        (["a flat illustration of", "a vector illustration of", "flat vector art of", "a cartoon of"],
            ["flat style", "flat illustration", "vector art", "flat design", "cartoon style"]),
        (["line art of", "a line drawing of", "an ink drawing of", "an outline drawing of"],
            ["line art", "line drawing", "ink drawing", "line art style", "in ink"]),
        (["pixel art of", "a pixel art picture of", "a pixelated image of", "retro pixel art of"],
            ["pixel art", "pixel art style", "pixelated", "retro pixel style"]),
        (["a watercolor painting of", "a watercolor of", "a watercolour painting of", "watercolour art of"],
            ["watercolor", "watercolor style", "watercolor painting", "watercolour", "in watercolor"]),
    ];

    /// <summary>By <see cref="Position"/>.</summary>
    public static readonly string[][] Positions =
    [
        ["on the left", "on the left side", "to the left", "at the left"],
        ["in the middle", "in the center", "in the centre"],
        ["on the right", "on the right side", "to the right", "at the right"],
    ];

    /// <summary>By count, less one.</summary>
    public static readonly string[] Numbers = ["one", "two", "three"];

    /// <summary>Before a noun, to no effect.</summary>
    public static readonly string[] Adjectives =
    [
        "small", "big", "beautiful", "pretty", "little", "nice", "cute", "large", "simple", "lovely", "tiny", "old",
        "new", "bright",
    ];

    /// <summary>Before the whole, to no effect.</summary>
    public static readonly string[] Openings =
    [
        "a picture of", "an image of", "a drawing of", "a painting of", "a photo of", "an illustration of",
        "a scene with", "picture of", "there is", "this is", "art of", "a view of", "a photograph of", "draw", "paint",
        "show me", "make",
    ];

    /// <summary>After the whole, to no effect.</summary>
    public static readonly string[] Closings =
    [
        "high quality", "detailed", "masterpiece", "best quality", "colorful", "with nice colors", "very beautiful",
        "scenery", "digital art", "cute style", "for kids",
    ];

    /// <summary>Between two subjects, the left one first.</summary>
    public static readonly string[] Joints = ["and", "next to", "beside", "with", "near"];

    /// <summary>Articles and what else the grammar adds by itself.</summary>
    public static readonly string[] Grammar = ["a", "an", "the", "and", "of", "in", "on"];

    /// <summary>Every phrase of every table.</summary>
    public static IEnumerable<string> Phrases =>
    [
        .. Nouns.SelectMany(nouns => nouns).SelectMany(noun => new[] { noun.One, noun.Many }),
        .. Colors.SelectMany(names => names),
        .. Locations.SelectMany(location => (string[])[.. location.Standing, .. location.Hanging, .. location.Tags]),
        .. Times.SelectMany(time => time.Phrases.Concat(time.Tags)),
        .. Styles.SelectMany(style => style.Openings.Concat(style.Additions)),
        .. Positions.SelectMany(names => names),
        .. Numbers, .. Adjectives, .. Openings, .. Closings, .. Joints, .. Grammar,
    ];
}
