namespace Mezzotint.Server.Tests;

/// <summary>One server for all tests of a class; each makes people of its own.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal ServerUnderTest Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ServerUnderTest.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
