namespace Mezzotint.Catalogue.Rules;

/// <summary>A LoRA training that is asked for.</summary>
/// <param name="Billing">The way that the workspace pays for its plan; null where the plan has one.</param>
/// <param name="Images">Images in the training set.</param>
/// <param name="TrainingsThisCycle">Trainings that it has had in this cycle of its allowance.</param>
public sealed record TrainingRequest(string? Billing, int Images, int TrainingsThisCycle);
