using System.Text;
using Mezzotint.Catalogue;

namespace Mezzotint.Server.Tests.Generations;

/// <summary>The default offer with add-ons, an upscaler and makers of masks besides; what is gold, Pro has.</summary>
public sealed class ExtrasOffer : Pictures
{
    const string Models = """
            { "key": "larger", "title": "Larger", "kind": "upscaler", "factor": 4, "tags": ["standard"],
              "checkpoint": "larger", "wallet": "images" },
            { "key": "front", "title": "Front", "kind": "foreground", "tags": ["standard"],
              "checkpoint": "front", "wallet": "images" },
            { "key": "seeker", "title": "Seeker", "kind": "finder", "tags": ["standard"],
              "checkpoint": "seeker", "wallet": "images" },
            { "key": "miniature",
        """;

    const string AddOns = """
          "addOns": [
            { "key": "style", "title": "Style", "kind": "lora", "tags": ["standard"], "credits": 0.5,
              "sha256": "ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789" },
            { "key": "gold", "title": "Gold", "kind": "lora", "tags": ["gold"] },
            { "key": "large", "title": "Large", "kind": "lora", "tags": ["standard"], "family": "SDXL" },
            { "key": "qqword", "title": "Word", "kind": "embedding", "tags": ["standard"] },
            { "key": "qqgold", "title": "Golden word", "kind": "embedding", "tags": ["gold"] },
            { "key": "edges", "title": "Edges", "kind": "control-net", "tags": ["standard"], "credits": 0.25 }
          ],
          "models": [
        """;

    readonly string _file = Path.Combine(Path.GetTempPath(), $"mezzotint-extras-{Guid.CreateVersion7():N}.json");

    public ExtrasOffer()
    {
        var parts = Encoding.UTF8.GetString(Presets.Find("monthly-quota")!)
            .Replace("\"tags\": [{", "\"tags\": [{ \"key\": \"gold\", \"title\": \"Gold\" }, {",
                StringComparison.Ordinal)
            .Replace("\"models\": [\n    {\n      \"key\": \"miniature\",", AddOns + Models, StringComparison.Ordinal)
            .Split("\"models\": [{ \"tag\":");
        File.WriteAllText(_file, parts[0] + string.Concat(parts.Skip(1).Select((part, plan) =>
            $"\"models\": [{{ \"tag\": \"gold\", \"access\": \"{(plan < 2 ? "deny" : "allow")}\" }}, "
            + $"{{ \"tag\":{part}")));
    }

    protected override (string Preset, string Plan) Offer => (_file, "free");
}
