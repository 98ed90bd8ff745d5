namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>A part of a prompt that may read differently at different steps.</summary>
abstract record PromptPart
{
    /// <summary>Plain text, syntax of weights included.</summary>
    public sealed record Literal(string Text) : PromptPart
    {
        public override string At(int step, int steps) => Text;

        public override void AddChanges(int steps, SortedSet<int> changes) { }
    }

    /// <summary>One text up to a step, another after it.</summary>
    /// <param name="Before">Up to and including the step.</param>
    /// <param name="After">From the next step on.</param>
    /// <param name="When">The number that says which step.</param>
    /// <param name="IsShare">Whether the number is a share of all steps.</param>
    public sealed record Switch(IReadOnlyList<PromptPart> Before, IReadOnlyList<PromptPart> After, double When,
        bool IsShare) : PromptPart
    {
        public override string At(int step, int steps) => Read(step <= LastBefore(steps) ? Before : After, step, steps);

        public override void AddChanges(int steps, SortedSet<int> changes)
        {
            if (LastBefore(steps) >= 1)
                changes.Add(LastBefore(steps));
            foreach (var part in Before.Concat(After))
                part.AddChanges(steps, changes);
        }

        int LastBefore(int steps) => (int)Math.Clamp(Math.Truncate(IsShare ? When * steps : When), int.MinValue, steps);
    }

    /// <summary>Texts that take turns, one a step.</summary>
    /// <param name="Options">The texts.</param>
    public sealed record Turns(IReadOnlyList<IReadOnlyList<PromptPart>> Options) : PromptPart
    {
        public override string At(int step, int steps) => Read(Options[(step - 1) % Options.Count], step, steps);

        public override void AddChanges(int steps, SortedSet<int> changes) =>
            changes.UnionWith(Enumerable.Range(1, steps));
    }

    /// <summary>How the part reads at a step, counted from 1.</summary>
    public abstract string At(int step, int steps);

    /// <summary>Adds the steps after which the part may read differently.</summary>
    public abstract void AddChanges(int steps, SortedSet<int> changes);

    /// <summary>How parts in a row read at a step.</summary>
    public static string Read(IEnumerable<PromptPart> parts, int step, int steps) =>
        string.Concat(parts.Select(part => part.At(step, steps)));
}
