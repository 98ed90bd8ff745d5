using System.Globalization;

namespace Mezzotint.Server.Hosting;

/// <summary>How mail leaves; by default as files in the data folder.</summary>
public sealed record MailOptions
{
    const string Prefix = "MEZZOTINT_";
    const int ImplicitTlsPort = 465;

    /// <summary>The environment variable that holds <see cref="Password"/>.</summary>
    internal const string PasswordVariable = $"{Prefix}SMTP_PASSWORD";

    /// <summary>The sender's address; mezzotint@HOST of the public address without it.</summary>
    public string? From { get; init; }

    /// <summary>The mail server; null for files in the data folder.</summary>
    public string? SmtpHost { get; init; }

    /// <summary>Its port.</summary>
    public int SmtpPort { get; init; } = 587;

    /// <summary>Whether the connection is encrypted by STARTTLS; a server that cannot is not used then.</summary>
    public bool UseStartTls { get; init; } = true;

    /// <summary>The name to log in with; null for none.</summary>
    public string? User { get; init; }

    /// <summary>Its password.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// What MEZZOTINT_MAIL_FROM and MEZZOTINT_SMTP_HOST, _PORT, _STARTTLS, _USER and _PASSWORD say.
    /// </summary>
    /// <exception cref="ServerException">One of them cannot be read.</exception>
    public static MailOptions OfEnvironment()
    {
        var usual = new MailOptions();
        return new MailOptions
        {
            From = Value("MAIL_FROM"),
            SmtpHost = Value("SMTP_HOST"),
            SmtpPort = Value("SMTP_PORT") is { } port ? PortOf(port) : usual.SmtpPort,
            UseStartTls = Value("SMTP_STARTTLS") is { } text
                ? bool.TryParse(text, out var isOn) ? isOn : throw Unreadable("SMTP_STARTTLS", text, "true or false")
                : usual.UseStartTls,
            User = Value("SMTP_USER"),
            Password = Value("SMTP_PASSWORD"),
        };
    }

    /// <summary>The port that a text says.</summary>
    /// <exception cref="ServerException">It is none, or one where mail cannot be sent.</exception>
    internal static int PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port != ImplicitTlsPort ? port
                : throw new ServerException($"{Prefix}SMTP_PORT is {port}, where mail servers expect TLS from the "
                    + "first byte, which is not spoken here: give the port for STARTTLS, which mostly is 587.")
            : throw Unreadable("SMTP_PORT", text, "a number to 65535");

    static string? Value(string name) =>
        Environment.GetEnvironmentVariable(Prefix + name) is { Length: > 0 } value ? value : null;

    static ServerException Unreadable(string name, string value, string wanted) =>
        new($"{Prefix}{name} is '{value}': write {wanted}.");
}
