namespace Mezzotint.Queue;

/// <summary>What a worker can do now.</summary>
/// <param name="LoadedModels">Keys of the models in its memory.</param>
/// <param name="RunnableModels">Keys of all models that it could run, the loaded ones among them.</param>
/// <param name="MemoryBytes">Memory for a job; rounded down to <see cref="QueueRules.MemoryStepBytes"/>.</param>
public sealed record WorkerAbilities(
    IReadOnlyList<string> LoadedModels, IReadOnlyList<string> RunnableModels, long MemoryBytes);
