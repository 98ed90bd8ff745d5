using System.CommandLine;
using Mezzotint.Cli.Output;
using Mezzotint.Cli.Shelf;
using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Weights;
using Mezzotint.Worker.Shelf;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>models</c>: those at hand, what one is, and those that are added to an installation.</summary>
static class ModelsVerb
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print as JSON" };
        var list = new Command("list", "The models at hand") { json, InstallationOptions.Data };
        list.SetAction(parsed =>
            List(parsed.GetValue(json), InstallationOptions.Read(parsed).ModelsFolder));
        var path = new Argument<string>(
            "path")
        { Description = "A .safetensors or .gguf file, a diffusers folder, or a name from the list" };
        var inspect = new Command("inspect", "What a model is, and what it lacks") { path, json };
        inspect.SetAction(parsed => Inspect(parsed.GetValue(path)!, parsed.GetValue(json)));
        return new Command("models", "Know the models, add some, remove them")
        {
            list, inspect, ModelsAdd.Create(), ModelsRemove.Create(),
        };
    }

    static int List(bool isJson, string added)
    {
        var all = ModelShelf.All(added).Select(path => Listed(ModelShelf.Name(path), path))
            .Concat(KindFolders.All.Skip(1).SelectMany(folder => ModelShelf.Others(folder, added))
                .Select(file => Listed(file.Name, file.Path))).ToArray();
        if (isJson)
            JsonOutput.Print(all);
        else if (all.Length == 0)
            Console.Out.WriteLine(
                "No model is at hand: name a folder of models in the environment variable MEZZOTINT_MODELS.");
        else
            foreach (var model in all)
                Console.Out.WriteLine(
                    $"{model.Name,-24} {model.Kind,-10} {model.Family ?? "-",-8} {model.SizeBytes / 1e6,8:0.0} MB  "
                    + model.Path
                    + (model.Problem is { } problem ? $"  {problem}" : ""));
        return ExitCode.Success;
    }

    /// <summary>A model that cannot be opened is listed with the reason.</summary>
    static ListedModel Listed(string name, string path)
    {
        try
        {
            var found = NetworkInspection.Of(path);
            var problem = found.Model is { MissingParts: [var first, ..] } ? first
                : found.Missing.Count == 0 ? null : $"{found.Missing.Count} weights are missing or misshapen";
            return new ListedModel(name, path, NetworkNames.Of(found.Kind), found.Family, found.SizeBytes)
            {
                Problem = problem,
            };
        }
        catch (CheckpointException error)
        {
            return new ListedModel(name, path, "-", null, 0) { Problem = error.Message };
        }
    }

    /// <summary>A path, the name of a model, or the name of what lies in the folders beside the models.</summary>
    static string Find(string nameOrPath) =>
        Path.Exists(nameOrPath) || ModelShelf.All().Any(path => ModelShelf.Name(path) == nameOrPath)
            ? ModelShelf.Find(nameOrPath)
            : KindFolders.All.Skip(1).SelectMany(folder => ModelShelf.Others(folder))
                .FirstOrDefault(file => file.Name == nameOrPath).Path ?? ModelShelf.Find(nameOrPath);

    static int Inspect(string nameOrPath, bool isJson)
    {
        var path = Find(nameOrPath);
        if (!Directory.Exists(path) && NetworkInspection.Of(path) is { Kind: not NetworkKind.Model } other)
            return Inspect(path, other, isJson);
        var model = ModelInspection.Of(path);
        if (isJson)
            JsonOutput.Print(model);
        else
            Print(model);
        return !model.Lacking.Any() ? ExitCode.Success : ExitCode.Failure;
    }

    static int Inspect(string path, NetworkInspection found, bool isJson)
    {
        if (isJson)
            JsonOutput.Print(found);
        else
            Console.Out.WriteLine(
                $"""
                path         {path}
                kind         {NetworkNames.Of(found.Kind)}
                family       {found.Family ?? "cannot be told"}
                size         {found.SizeBytes / 1e6:0.0} MB
                """ + (found.Factor is { } factor ? $"\nenlarges     {factor} times" : ""));
        return ExitCode.Success;
    }

    /// <summary>A model with T5 can do with less where it paints one text only.</summary>
    static string Least(ModelInspection model) => model.Memory.LeastBytes == model.Memory.Bytes ? ""
        : $"; {model.Memory.LeastBytes / 1e9:0.0} GB for a single text";

    static string Usual(GenerationDefaults usual) =>
        $"{usual.Steps} steps, guidance {usual.GuidanceScale}, {usual.Sampler}, {usual.Scheduler}";

    static void Print(ModelInspection model)
    {
        Console.Out.WriteLine(
            $"""
            path         {model.Path}
            family       {model.Family}, {model.Variant}
            layout       {model.Layout}
            prediction   {model.Prediction}
            pictures     {model.DefaultSize} x {model.DefaultSize}
            parameters   {model.Parameters / 1e6:0.0} million
            size         {model.SizeBytes / 1e6:0.0} MB
            memory       about {model.Memory.Bytes / 1e9:0.0} GB while it paints, estimated{Least(model)}
            used with    {Usual(model.Defaults)}
            licence      {model.Licence}
            missing      {model.Lacking.Count()}
            unexpected   {model.Unexpected.Count}
            """);
        foreach (var part in model.Parts)
            Console.Out.WriteLine(
                $"  {part.Name,-12} {part.Parameters / 1e6,9:0.0} million  {string.Join(", ", part.Precisions),-22} "
                + part.Path);
        foreach (var sentence in model.Lacking)
            Console.Out.WriteLine($"  missing: {sentence}");
        foreach (var name in model.Unexpected)
            Console.Out.WriteLine($"  unexpected: {name}");
    }
}
