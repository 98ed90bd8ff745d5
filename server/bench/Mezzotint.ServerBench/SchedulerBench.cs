using Mezzotint.ServerBench.Scheduling;

namespace Mezzotint.ServerBench;

/// <summary>A day of a large installation under the queue's own rules, and under first come, first served.</summary>
/// <remarks>
/// The fairness index is that of Jain, Chiu and Hawe 1984 (DEC-TR-301), over the engine seconds of the workspaces of a
/// plan that had jobs waiting all through the busiest hour.
/// </remarks>
public static class SchedulerBench
{
    /// <summary>Simulates both and prints a table of each.</summary>
    /// <param name="output">Where it is printed.</param>
    public static void Run(TextWriter output)
    {
        output.WriteLine($"One day: {SimulatedDay.Workers} workers, {SimulatedDay.Workspaces} workspaces, "
            + $"{SimulatedDay.Models} models; waiting in seconds.");
        var fair = Print(output, "the queue", new FairDispatcher(SimulatedDay.ModelNames));
        var arrival = Print(output, "first come, first served", new ArrivalDispatcher());
        output.WriteLine($"Checkpoints loaded: {fair} instead of {arrival}, {(double)fair / arrival:0.0%}.");
    }

    static int Print(TextWriter output, string name, IDispatcher dispatcher)
    {
        var report = new SimulatedDay(dispatcher).Run();
        output.WriteLine();
        output.WriteLine($"{name,-28} {"images",9} {"p50",9} {"p95",9} {"p99",9} {"longest",9} {"fairness",9} among");
        foreach (var one in report.Classes)
            output.WriteLine($"{one.Name,-28} {one.Jobs,9} {one.Wait(0.5),9:0.0} {one.Wait(0.95),9:0.0} "
                + $"{one.Wait(0.99),9:0.0} {one.Wait(1),9:0.0} {one.Fairness,9:0.000} {one.Backlogged}");
        output.WriteLine($"{report.Jobs} images, {report.Loads} checkpoints loaded.");
        return report.Loads;
    }
}
