namespace Mezzotint.Server.Mail;

/// <summary>A mail to be sent.</summary>
/// <param name="To">The recipient's address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text; the operator's name is put under it.</param>
sealed record Letter(string To, string Subject, string Text);
