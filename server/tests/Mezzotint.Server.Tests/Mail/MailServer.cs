using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Tests.Mail;

/// <summary>A real mail server as a process, with STARTTLS and log-in: npm's smtp-server.</summary>
sealed class MailServer : IAsyncDisposable
{
    const string User = "mezzotint";
    const string Password = "a secret";

    readonly string _folder = Directory.CreateTempSubdirectory("mezzotint-smtp-").FullName;
    readonly Process _process;
    int _port;

    MailServer(int refusals)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        Thumbprint = certificate.Thumbprint;
        var (certificateFile, keyFile) = (Path.Combine(_folder, "certificate"), Path.Combine(_folder, "key"));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        _process = Process.Start(new ProcessStartInfo("node",
        [
            Path.Combine(AppContext.BaseDirectory, "Mail", "smtp-server.mjs"), certificateFile, keyFile, User, Password,
            refusals.ToString(CultureInfo.InvariantCulture),
        ])
        { RedirectStandardOutput = true, RedirectStandardInput = true })!;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Of its certificate, which nobody vouches for.</summary>
    public string Thumbprint { get; }

    public MailOptions Options => new()
    {
        From = "studio@pictures.example",
        SmtpHost = "localhost",
        SmtpPort = _port,
        User = User,
        Password = Password,
    };

    public static async Task<MailServer> StartAsync(int refusals = 0)
    {
        var server = new MailServer(refusals);
        if (await server._process.StandardOutput.ReadLineAsync(Stop) is not { } port)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException("npm's smtp-server does not start: run 'npm ci' in the root folder.");
        }
        server._port = int.Parse(port, CultureInfo.InvariantCulture);
        return server;
    }

    /// <summary>The next mail that it took.</summary>
    public async Task<JsonElement> MailAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync(Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(15), Stop);
        return JsonDocument.Parse(line!).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
