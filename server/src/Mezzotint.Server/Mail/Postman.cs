using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Mail;

/// <summary>Hands a mail to the operator's mail server, or puts it as a file into the data folder.</summary>
sealed class Postman(ServerOptions options, DataFolder folder, CurrentCatalogue catalogue)
{
    /// <summary>Sends one mail.</summary>
    /// <exception cref="SmtpException">The mail server cannot be reached or does not take it.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        using var client = Client();
        using var message = Message(mail);
        await client.SendMailAsync(message, cancellation);
    }

    SmtpClient Client()
    {
        var mail = options.Mail;
        if (mail.SmtpHost is null)
        {
            Directory.CreateDirectory(folder.Mail);
            return new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = folder.Mail,
            };
        }
        return new SmtpClient(mail.SmtpHost, mail.SmtpPort)
        {
            EnableSsl = mail.UseStartTls,
            Credentials = mail.User is null ? null : new NetworkCredential(mail.User, mail.Password),
        };
    }

    MailMessage Message(OutgoingMail mail)
    {
        var domain = new Uri(options.PublicAddress).Host;
        // Readable as it stands wherever it can be: the files in the data folder are read by people.
        var isAscii = Ascii.IsValid(mail.Body);
        var message = new MailMessage
        {
            From = new MailAddress(options.Mail.From ?? $"mezzotint@{domain}", catalogue.Value.Branding.Name),
            To = { new MailAddress(mail.Recipient) },
            Subject = mail.Subject,
            Body = mail.Body,
            BodyEncoding = isAscii ? Encoding.ASCII : Encoding.UTF8,
            BodyTransferEncoding = isAscii ? TransferEncoding.SevenBit : TransferEncoding.Base64,
        };
        message.Headers.Add("Message-ID", $"<{mail.Id:N}@{domain}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
