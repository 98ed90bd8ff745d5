using Mezzotint.Catalogue;
using Mezzotint.Catalogue.Reading;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Catalogues;

/// <summary>Reads the branding that `serve --branding` names.</summary>
static class BrandingFile
{
    /// <exception cref="ServerException">It is not there, or has faults; all of them are named.</exception>
    public static Branding Read(string path)
    {
        if (!File.Exists(path))
            throw new ServerException($"There is no file '{path}': give --branding a JSON file with a name.");
        return Branding.Parse(File.ReadAllBytes(path)) switch
        {
            ParseResult<Branding>.Parsed parsed => parsed.Value,
            ParseResult<Branding>.Faulty faulty =>
                throw new ServerException($"The branding {path} has faults:\n" + string.Join('\n', faulty.Faults)),
            _ => throw new InvalidOperationException("A text is parsed or faulty."),
        };
    }
}
