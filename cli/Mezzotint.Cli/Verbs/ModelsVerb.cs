using System.CommandLine;
using Mezzotint.Cli.Shelf;
using Mezzotint.Cli.Output;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>models list</c> and <c>models inspect PATH</c>.</summary>
static class ModelsVerb
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print as JSON" };
        var list = new Command("list", "The models at hand") { json };
        list.SetAction(parsed => List(parsed.GetValue(json)));
        var path = new Argument<string>(
            "path") { Description = "A .safetensors file, a diffusers folder, or a name from the list" };
        var inspect = new Command("inspect", "What a model is, and what it lacks") { path, json };
        inspect.SetAction(parsed => Inspect(parsed.GetValue(path)!, parsed.GetValue(json)));
        return new Command("models", "Know the models") { list, inspect };
    }

    static int List(bool isJson)
    {
        var all = ModelShelf.All().Select(path => new { Name = ModelShelf.Name(path), Path = path }).ToArray();
        if (isJson)
            JsonOutput.Print(all);
        else if (all.Length == 0)
            Console.Out.WriteLine(
                "No model is at hand: name a folder of models in the environment variable MEZZOTINT_MODELS.");
        else
            foreach (var model in all)
                Console.Out.WriteLine($"{model.Name,-24} {model.Path}");
        return ExitCode.Success;
    }

    static int Inspect(string nameOrPath, bool isJson)
    {
        _ = isJson;
        throw new InputException($"{ModelShelf.Find(nameOrPath)} cannot be inspected yet.");
    }
}
