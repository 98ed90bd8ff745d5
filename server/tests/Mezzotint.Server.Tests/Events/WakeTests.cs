using Mezzotint.Server.Duties;
using Mezzotint.Server.Events;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using TestedDatabase = Mezzotint.TestDatabase.TestDatabase;

namespace Mezzotint.Server.Tests.Events;

public sealed class WakeTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly Topic Topic = Topic.Workspace(Guid.CreateVersion7());

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wake_is_heard_by_who_listened_before_it_once_however_often_it_came()
    {
        using var wakes = Wakes(out _);
        using var listener = wakes.Listen(Topic, Topic.Jobs);
        wakes.Wake(Topic);
        wakes.Wake(Topic.Jobs);
        Assert.True(await listener.WaitAsync(Patience, Stop));
        Assert.False(await listener.WaitAsync(TimeSpan.Zero, Stop));
        wakes.Wake(Topic.Workspace(Guid.CreateVersion7()));
        Assert.False(await listener.WaitAsync(TimeSpan.Zero, Stop));
    }

    [Fact]
    public async Task A_wake_reaches_the_other_servers_of_a_database()
    {
        await using var database = await TestedDatabase.CreateAsync();
        using var here = Wakes(out _);
        using var there = Wakes(out _);
        using var carriesHere = Carry(database, here);
        using var carriesThere = Carry(database, there);
        using var listener = there.Listen(Topic);
        await carriesHere.StartAsync(Stop);
        await carriesThere.StartAsync(Stop);
        Assert.True(await listener.WaitAsync(Patience, Stop)); // that it listens now
        here.Wake(Topic);
        Assert.True(await listener.WaitAsync(Patience, Stop));
        await carriesHere.StopAsync(Stop);
        await carriesThere.StopAsync(Stop);
    }

    [Fact]
    public async Task A_server_that_stops_wakes_all()
    {
        using var wakes = Wakes(out var lifetime);
        using var listener = wakes.Listen(Topic);
        Assert.False(wakes.IsStopping);
        lifetime.StopApplication();
        Assert.True(await listener.WaitAsync(Patience, Stop));
        Assert.True(wakes.IsStopping);
    }

    static Wakes Wakes(out ApplicationLifetime lifetime)
    {
        lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        return new Wakes(lifetime);
    }

    static CarryWakes Carry(TestedDatabase database, Wakes wakes) =>
        new(database.DataSource, wakes, TimeProvider.System, NullLogger<CarryWakes>.Instance);
}
