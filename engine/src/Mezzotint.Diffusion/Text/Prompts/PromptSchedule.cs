namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>Prompts that change on the way: <c>[from:to:when]</c>, <c>[added:when]</c>, <c>[dropped::when]</c> and
/// <c>[each|in|turn]</c>.</summary>
/// <remarks>
/// The rules are those of AUTOMATIC1111's web UI. A <c>when</c> with a point is a share of the steps, one without
/// counts steps. A prompt that these rules cannot read as a whole, such as one with a bar outside brackets, is taken
/// literally.
/// </remarks>
public static class PromptSchedule
{
    /// <summary>The prompts in the order of their steps; the last one's last step is
    /// <paramref name="steps"/>.</summary>
    /// <param name="prompt">The prompt with its syntax.</param>
    /// <param name="steps">Number of sampler steps, at least 1.</param>
    public static IReadOnlyList<ScheduledPrompt> Parse(string prompt, int steps)
    {
        if (PromptEditParser.Parse(prompt) is not { } parts)
            return [new(steps, prompt)];
        var changes = new SortedSet<int> { steps };
        foreach (var part in parts)
            part.AddChanges(steps, changes);
        return [.. changes.Select(step => new ScheduledPrompt(step, PromptPart.Read(parts, step, steps)))];
    }
}
