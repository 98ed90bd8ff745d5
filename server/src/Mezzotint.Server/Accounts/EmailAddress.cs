using System.Net.Mail;
using System.Text;
using Mezzotint.Server.Problems;

namespace Mezzotint.Server.Accounts;

/// <summary>The rules of addresses.</summary>
static class EmailAddress
{
    const int LengthMin = 3;
    const int LengthMax = 254;

    /// <summary>Whether mail can be sent there: an address alone, without a name, of printable ASCII.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: >= LengthMin and <= LengthMax } && Ascii.IsValid(text)
        && !text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))
        && MailAddress.TryCreate(text, out var address) && address.Address == text;

    /// <summary>What is wrong with a field that holds one; null where nothing is.</summary>
    public static Problem? Fault(string field, string? text) => IsValid(text) ? null
        : Problem.BadRequest(field, $"'{field}' is no e-mail address of {LengthMin} to {LengthMax} ASCII characters.");

    /// <summary>The form by which addresses are compared: one address, one person, whatever its letters.</summary>
    public static string Normalize(string text) => text.ToUpperInvariant();
}
