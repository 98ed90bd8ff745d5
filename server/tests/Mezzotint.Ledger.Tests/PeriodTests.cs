using System.Globalization;

namespace Mezzotint.Ledger.Tests;

public sealed class PeriodTests
{
    [Theory]
    [InlineData(Cycle.Week, "2026-01-31", 0, "2026-01-31", "2026-02-07")]
    [InlineData(Cycle.Week, "2026-01-31", 5, "2026-03-07", "2026-03-14")]
    [InlineData(Cycle.Month, "2026-01-31", 0, "2026-01-31", "2026-02-28")]
    [InlineData(Cycle.Month, "2026-01-31", 1, "2026-02-28", "2026-03-31")]
    [InlineData(Cycle.Month, "2028-01-30", 1, "2028-02-29", "2028-03-30")]
    [InlineData(Cycle.Month, "2026-01-31", 13, "2027-02-28", "2027-03-31")]
    [InlineData(Cycle.Year, "2028-02-29", 1, "2029-02-28", "2030-02-28")]
    [InlineData(Cycle.Year, "2028-02-29", 4, "2032-02-29", "2033-02-28")]
    public void Periods_count_from_the_anchor_and_clamp_to_the_months_end(
        Cycle cycle, string anchor, int n, string start, string end) =>
        Assert.Equal(new Period(Utc(start), Utc(end)), Period.Of(cycle, Utc(anchor), n));

    [Fact]
    public void Once_has_one_period_without_an_end()
    {
        Assert.Equal(new Period(Utc("2026-01-31"), null), Period.Of(Cycle.Once, Utc("2026-01-31"), 0));
        Assert.Equal(new Period(Utc("2026-01-31"), null), Period.At(Cycle.Once, Utc("2026-01-31"), Utc("2040-01-01")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Period.Of(Cycle.Once, Utc("2026-01-31"), 1));
    }

    [Theory]
    [InlineData(Cycle.Once)]
    [InlineData(Cycle.Week)]
    [InlineData(Cycle.Month)]
    [InlineData(Cycle.Year)]
    public void There_is_no_period_before_the_anchor(Cycle cycle) =>
        Assert.Null(Period.At(cycle, Utc("2026-01-31"), Utc("2026-01-31").AddTicks(-1)));

    [Theory]
    [InlineData(Cycle.Week)]
    [InlineData(Cycle.Month)]
    [InlineData(Cycle.Year)]
    public void Every_instant_lies_in_one_period_and_periods_meet(Cycle cycle)
    {
        var anchor = new DateTimeOffset(2024, 1, 31, 23, 30, 0, TimeSpan.FromHours(-5));
        for (var n = 0; n < 200; n++)
        {
            var period = Period.Of(cycle, anchor, n);
            Assert.Equal(TimeSpan.Zero, period.Start.Offset);
            Assert.Equal(period, Period.At(cycle, anchor, period.Start));
            Assert.Equal(period, Period.At(cycle, anchor, period.End!.Value.AddTicks(-1)));
            Assert.Equal(Period.Of(cycle, anchor, n + 1), Period.At(cycle, anchor, period.End.Value));
        }
    }

    static DateTimeOffset Utc(string day) =>
        DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
