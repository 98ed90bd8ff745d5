using Mezzotint.Catalogue;
using Mezzotint.Catalogue.Reading;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Catalogues;

/// <summary>Reads the catalogue that a server starts with.</summary>
static class CatalogueFile
{
    /// <summary>A preset's name, or where a file lies, whichever folder is asked from.</summary>
    public static string FullName(string presetOrPath) =>
        Presets.Names.Contains(presetOrPath) ? presetOrPath : Path.GetFullPath(presetOrPath);

    /// <summary>A preset by name, or a file.</summary>
    /// <exception cref="ServerException">There is none, or it has faults; all of them are named.</exception>
    public static OfferCatalogue Read(string presetOrPath)
    {
        var bytes = Presets.Find(presetOrPath) ?? (File.Exists(presetOrPath) ? File.ReadAllBytes(presetOrPath)
            : throw new ServerException($"There is no preset and no file '{presetOrPath}': choose one of "
                + $"{string.Join(", ", Presets.Names)}, or name a catalogue's file."));
        return OfferCatalogue.Parse(bytes) switch
        {
            ParseResult<OfferCatalogue>.Parsed parsed => parsed.Value,
            ParseResult<OfferCatalogue>.Faulty faulty => throw new ServerException(
                $"The catalogue {presetOrPath} has faults:\n" + string.Join('\n', faulty.Faults)),
            _ => throw new InvalidOperationException("A text is parsed or faulty."),
        };
    }
}
