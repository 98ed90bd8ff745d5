namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>A second, different subject that shares the scene, on the side the first one leaves free.</summary>
/// <param name="Subject">What it is; never the first subject again.</param>
/// <param name="Color">Its own colour; never the first subject's.</param>
public readonly record struct Companion(Subject Subject, ColorName Color);
