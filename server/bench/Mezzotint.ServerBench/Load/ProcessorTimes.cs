using System.Diagnostics;
using System.Globalization;

namespace Mezzotint.ServerBench.Load;

/// <summary>Seconds of a core that were used by the server, by what it started (PostgreSQL), and here.</summary>
/// <remarks>Unlike rates they hardly depend on what else the machine does. All 0 where there is no /proc.</remarks>
readonly record struct ProcessorTimes(double Server, double Database, double Client)
{
    const double TicksPerSecond = 100; // USER_HZ, the same on every Linux

    /// <summary>What was used so far.</summary>
    /// <param name="server">The server's process.</param>
    public static ProcessorTimes Read(int server)
    {
        if (!Directory.Exists("/proc/self"))
            return default;
        var processes = Directory.GetDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, out _)).Select(name => OfProcess(int.Parse(name!))).ToList();
        var children = processes.ToLookup(process => process.Parent);
        double Below(int parent) => children[parent].Sum(child => child.Seconds + Below(child.Id));
        return new ProcessorTimes(processes.Where(process => process.Id == server).Sum(process => process.Seconds),
            Below(server), Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds);
    }

    /// <summary>What each of some calls used that were made since.</summary>
    public string Each(ProcessorTimes before, int calls) => string.Create(CultureInfo.InvariantCulture,
        $"{(Server - before.Server) * 1000 / calls,9:0.00} server, {(Database - before.Database) * 1000 / calls:0.00} "
        + $"database, {(Client - before.Client) * 1000 / calls:0.00} client");

    static (int Id, int Parent, double Seconds) OfProcess(int id)
    {
        try
        {
            // After the name, which is in brackets and may hold anything: state, parent, ... 11 and 12 are the times.
            var fields = File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].Split(' ');
            return (id, int.Parse(fields[1]), (double.Parse(fields[11]) + double.Parse(fields[12])) / TicksPerSecond);
        }
        catch (IOException)
        {
            return (id, 0, 0); // it ended in between
        }
    }
}
