using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Mezzotint.Imaging.Metadata;

/// <summary>The XMP packet (ISO 16684-1) that says a trained algorithm made the picture.</summary>
static class Xmp
{
    /// <summary>The IPTC's term for it, https://cv.iptc.org/newscodes/digitalsourcetype/.</summary>
    const string TrainedAlgorithm = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    const int MaxBytes = 1 << 20;

    static readonly XNamespace Meta = "adobe:ns:meta/";
    static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    static readonly XNamespace Iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    static readonly XNamespace Dublin = "http://purl.org/dc/elements/1.1/";

    /// <summary>The packet in UTF-8.</summary>
    /// <param name="metadata">What it says.</param>
    /// <param name="withRecipe">Whether the recipe goes in as dc:description: for containers with no better
    /// place.</param>
    public static byte[] Write(ImageMetadata metadata, bool withRecipe = false)
    {
        var description = new XElement(Rdf + "Description", new XAttribute(Rdf + "about", ""));
        if (metadata.IsGenerated)
            description.Add(
                new XAttribute(XNamespace.Xmlns + "Iptc4xmpExt", Iptc),
                new XAttribute(Iptc + "DigitalSourceType", TrainedAlgorithm));
        if (withRecipe && metadata.Recipe is { } recipe)
            description.Add(
                new XAttribute(XNamespace.Xmlns + "dc", Dublin),
                new XElement(Dublin + "description", new XElement(Rdf + "Alt", new XElement(
                    Rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), XmlSafe(recipe)))));
        var packet = new XElement(
            Meta + "xmpmeta", new XAttribute(XNamespace.Xmlns + "x", Meta),
            new XElement(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf), description));
        var text = packet.ToString(SaveOptions.DisableFormatting);
        return Encoding.UTF8.GetBytes(
            $"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>{text}<?xpacket end=\"w\"?>");
    }

    /// <summary>Reads a packet of anybody's; what is not XML says nothing.</summary>
    public static ImageMetadata Read(ReadOnlySpan<byte> packet)
    {
        if (packet.IsEmpty || packet.Length > MaxBytes)
            return new ImageMetadata(null, false);
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var reader = XmlReader.Create(new MemoryStream(packet.ToArray()), settings);
            var document = XDocument.Load(reader);
            var terms = document.Descendants().SelectMany(element => element.Attributes())
                .Where(attribute => attribute.Name == Iptc + "DigitalSourceType").Select(attribute => attribute.Value)
                .Concat(document.Descendants(Iptc + "DigitalSourceType").Select(element => element.Value));
            var recipe = document.Descendants(Dublin + "description").FirstOrDefault()?.Value;
            return new ImageMetadata(recipe, terms.Any(term => term.Trim() == TrainedAlgorithm));
        }
        catch (XmlException)
        {
            return new ImageMetadata(null, false); // somebody else's damaged packet is no reason to refuse the picture
        }
    }

    static string XmlSafe(string text) => string.Concat(
        text.EnumerateRunes().Where(rune => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value)));
}
