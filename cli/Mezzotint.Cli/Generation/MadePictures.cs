namespace Mezzotint.Cli.Generation;

/// <summary>What a run made, as <c>--json</c> prints it.</summary>
/// <param name="Model">The model's file or folder.</param>
/// <param name="Family">Its family.</param>
/// <param name="Images">The pictures, in order of their seeds.</param>
/// <param name="LoadSeconds">Time until the model was ready.</param>
/// <param name="GenerateSeconds">Time for all pictures, files included.</param>
sealed record MadePictures(
    string Model, string Family, IReadOnlyList<MadePicture> Images, double LoadSeconds, double GenerateSeconds);
