using Spectre.Console;

namespace Mezzotint.Cli.Output;

/// <summary>A live progress bar on a terminal; nothing where the error stream is a pipe or a file.</summary>
static class StepProgress
{
    /// <summary>Runs work that reports how much of it is done, 0 to 1, and what it is doing.</summary>
    public static T Show<T>(Func<Action<double, string>, T> work)
    {
        if (Console.IsErrorRedirected)
            return work(static (_, _) => { });
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(),
                new ElapsedTimeColumn())
            .Start(context =>
            {
                var bar = context.AddTask("loading");
                bar.MaxValue = 1;
                return work((done, doing) =>
                {
                    bar.Value = done;
                    bar.Description = Markup.Escape(doing);
                });
            });
    }
}
