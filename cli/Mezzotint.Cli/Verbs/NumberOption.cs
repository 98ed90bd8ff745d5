using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Mezzotint.Cli.Verbs;

/// <summary>Options that are numbers within bounds, with a sentence for what is none.</summary>
static class NumberOption
{
    /// <summary>
    /// An option from <paramref name="least"/> to <paramref name="most"/>, null where it is not given.
    /// </summary>
    public static Option<T?> Create<T>(string name, string description, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            CustomParser = result =>
            {
                var text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
                if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && number >= least && number <= most)
                    return number;
                result.AddError(string.Create(
                    CultureInfo.InvariantCulture, $"{name} is '{text}': give a number from {least} to {most}."));
                return null;
            },
        };
}
