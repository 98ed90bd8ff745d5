using Microsoft.AspNetCore.Http;

namespace Mezzotint.Server.Accounts;

/// <summary>Answers that take the same time whether or not an address is known.</summary>
static class EvenTime
{
    static readonly TimeSpan Least = TimeSpan.FromMilliseconds(400);

    /// <summary>Does the work, and answers when a time is over that is longer than any way takes.</summary>
    public static async Task<IResult> AnswerAsync(TimeProvider clock, Func<Task<IResult>> work)
    {
        var began = clock.GetTimestamp();
        var answer = await work();
        await PassAsync(clock, began);
        return answer;
    }

    /// <summary>Waits until that time is over, from a timestamp of the clock on.</summary>
    public static async Task PassAsync(TimeProvider clock, long began)
    {
        var rest = Least - clock.GetElapsedTime(began);
        if (rest > TimeSpan.Zero)
            await Task.Delay(rest, clock);
    }
}
