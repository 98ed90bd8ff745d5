namespace Mezzotint.Training.Miniature.Scenes.Drawing;

/// <summary>One filled outline of a drawing.</summary>
/// <param name="Outline">Its area, in unit coordinates.</param>
/// <param name="Paint">Its colour in the flat style.</param>
/// <param name="Role">What it is to the scene.</param>
/// <param name="Edge">The colour of its outline in the flat style, where its role has one.</param>
sealed record Shape(Outline Outline, Paint Paint, Role Role, Rgb Edge);
