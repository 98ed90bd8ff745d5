using System.Globalization;

namespace Mezzotint.Catalogue;

/// <summary>Credits as people write them, with up to three decimals, and as they are counted, in thousandths.</summary>
public static class Credits
{
    /// <summary>Millicredits in a credit.</summary>
    public const long Millicredits = 1000;

    const int Decimals = 3;

    /// <summary>Reads a number, digit by digit: nothing is rounded.</summary>
    /// <param name="text">Digits, with a point and further digits if need be; no exponent.</param>
    /// <param name="millicredits">The amount.</param>
    public static CreditsText Read(ReadOnlySpan<char> text, out long millicredits)
    {
        millicredits = 0;
        var isNegative = text is ['-', ..];
        var digits = isNegative ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? "" : digits[(point + 1)..];
        if (whole.Length == 0 || point >= 0 && fraction.Length == 0
            || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
            return CreditsText.NotDigits;
        fraction = fraction.TrimEnd('0');
        if (fraction.Length > Decimals)
            return CreditsText.FinerThanThousandths;
        if (!long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var credits)
            || credits > long.MaxValue / Millicredits - 1)
            return CreditsText.TooLarge;
        Span<char> thousandths = ['0', '0', '0'];
        fraction.CopyTo(thousandths);
        var amount = credits * Millicredits + int.Parse(thousandths, NumberStyles.None, CultureInfo.InvariantCulture);
        millicredits = isNegative ? -amount : amount;
        return CreditsText.Read;
    }

    /// <summary>An amount in credits, with its thousands apart and no more decimals than it has: "1,234.5".</summary>
    public static string Format(long millicredits) =>
        (millicredits / (decimal)Millicredits).ToString("#,##0.###", CultureInfo.InvariantCulture);
}
