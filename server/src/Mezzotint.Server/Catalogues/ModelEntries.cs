using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mezzotint.Catalogue;

namespace Mezzotint.Server.Catalogues;

/// <summary>Changes to the models and add-ons of a catalogue's text; what else stands there stays.</summary>
static class ModelEntries
{
    /// <summary>What people are told of a model whose files the operator removed.</summary>
    public const string Removed = "The operator removed it.";

    const string AddOns = "addOns";

    static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file for people, not a page
    };

    /// <summary>The text with a model that can be used: a new entry, or its own one completed.</summary>
    /// <param name="text">It has the tag.</param>
    /// <param name="model">What a new entry says.</param>
    public static string Offer(CatalogueText text, Model model)
    {
        var (root, entry) = Find(text, model.Key);
        if (entry is null)
        {
            entry = new JsonObject
            {
                ["key"] = model.Key,
                ["title"] = model.Title,
                ["tags"] = new JsonArray([.. model.Tags.Select(tag => JsonValue.Create(tag))]),
                ["wallet"] = model.Wallet,
            };
            root["models"]!.AsArray().Add(entry);
        }
        foreach (var field in (string[])["available", "reason", "engine"])
            entry.Remove(field);
        var kind = (string?)entry["family"] ?? model.Family;
        if (kind is not null)
            entry["family"] = kind;
        entry["checkpoint"] = model.Checkpoint;
        if (model.Kind != ModelKind.Painter)
            entry["kind"] = Word(model.Kind);
        if (model.Factor is { } factor)
            entry["factor"] = factor;
        if (model.Picture is { } picture)
            entry["picture"] = picture;
        return root.ToJsonString(Readable);
    }

    /// <summary>The text with a model that cannot be used; its price and title stay.</summary>
    public static string Withdraw(CatalogueText text, string key)
    {
        var (root, entry) = Find(text, key);
        entry!.Remove("checkpoint");
        entry["available"] = false;
        entry["reason"] = Removed;
        return root.ToJsonString(Readable);
    }

    /// <summary>The text with an add-on that can be used: a new entry, or its own one completed.</summary>
    /// <param name="text">It has the tag.</param>
    /// <param name="addOn">What a new entry says.</param>
    public static string Offer(CatalogueText text, AddOn addOn)
    {
        var (root, entry) = Find(text, addOn.Key, AddOns);
        if (entry is null)
        {
            entry = new JsonObject
            {
                ["key"] = addOn.Key,
                ["title"] = addOn.Title,
                ["kind"] = Word(addOn.Kind),
                ["tags"] = new JsonArray([.. addOn.Tags.Select(tag => JsonValue.Create(tag))]),
            };
            if (root[AddOns] is null)
                root[AddOns] = new JsonArray();
            root[AddOns]!.AsArray().Add(entry);
        }
        entry.Remove("available");
        entry.Remove("reason");
        if (entry["family"] is null && addOn.Family is { } family)
            entry["family"] = family;
        if (addOn.Millicredits > 0)
            entry["credits"] = Generations.Generations.InCredits(addOn.Millicredits);
        else
            entry.Remove("credits");
        entry["sha256"] = addOn.Sha256;
        return root.ToJsonString(Readable);
    }

    /// <summary>The text with an add-on that cannot be used; its price and title stay.</summary>
    public static string WithdrawAddOn(CatalogueText text, string key)
    {
        var (root, entry) = Find(text, key, AddOns);
        entry!["available"] = false;
        entry["reason"] = Removed;
        return root.ToJsonString(Readable);
    }

    static string Word<T>(T kind) where T : struct, Enum =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    static (JsonObject Root, JsonObject? Entry) Find(CatalogueText text, string key, string list = "models")
    {
        var root = JsonNode.Parse(text.Json.TrimStart('\uFEFF'))!.AsObject();
        return (root, root[list]?.AsArray().FirstOrDefault(
            entry => entry!["key"]!.GetValue<string>() == key)?.AsObject());
    }
}
