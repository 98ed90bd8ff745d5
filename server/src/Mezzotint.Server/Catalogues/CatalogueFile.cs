using Mezzotint.Catalogue;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Catalogues;

/// <summary>Reads a catalogue that an operator names.</summary>
static class CatalogueFile
{
    /// <summary>A preset by name, or a file.</summary>
    /// <exception cref="ServerException">There is none, or it has faults; all of them are named.</exception>
    public static CatalogueText Read(string presetOrPath)
    {
        var bytes = Presets.Find(presetOrPath) ?? (File.Exists(presetOrPath) ? File.ReadAllBytes(presetOrPath)
            : throw new ServerException($"There is no preset and no file '{presetOrPath}': choose one of "
                + $"{string.Join(", ", Presets.Names)}, or name a catalogue's file."));
        return CatalogueText.Read(bytes, $"The catalogue {presetOrPath}");
    }
}
