using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Mezzotint.Contracts.Generations;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Monitoring;

namespace Mezzotint.Server.Tests.Monitoring;

/// <summary>The text that Prometheus reads, by the grammar of its format 0.0.4.</summary>
public sealed partial class MetricsTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_lines_can_be_read_and_counters_move_when_a_picture_is_stored()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (ada, client) = await server.UserAsync("ada@example.com", "starter");
        using var admin = server.Client(await server.KeyAsync(ada, Scope.Admin));
        await server.GenerateAsync(client, new CreateGenerationRequest { Prompt = "a yellow boat", Count = 2 });
        var before = await ReadAsync(admin);

        await server.DeliverAsync((await server.ClaimAsync())!, [1]);

        var after = await ReadAsync(admin);
        double Moved(string sample) => after[sample] - before.GetValueOrDefault(sample);
        // Others run beside this one and are counted too.
        Assert.True(Moved("mezzotint_claims_total{result=\"given\"}") >= 1);
        Assert.True(Moved("mezzotint_attempts_total{outcome=\"Completed\"}") >= 1);
        Assert.True(Moved("mezzotint_credits_captured_total") >= 1);
        Assert.True(Moved("mezzotint_engine_seconds_total{model=\"miniature\"}") >= 1.5);
        Assert.Contains(after.Keys, sample => sample.StartsWith("mezzotint_queue_waiting{", StringComparison.Ordinal));
        Assert.True(after["mezzotint_workers_alive"] >= 1);
        Assert.True(after["mezzotint_disk_free_bytes"] > 0);
    }

    [Fact]
    public async Task Figures_are_for_admins_alone()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (_, client) = await server.UserAsync("ada@example.com", "starter");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/metrics", Stop)).StatusCode);
    }

    [Fact]
    public void Labels_and_help_are_escaped_and_numbers_without_end_are_named()
    {
        using var text = new PrometheusText();
        var name = $"mezzotint.test.{Guid.CreateVersion7():N}";
        using var meter = new Meter(Meters.Name);
        var gauge = meter.CreateGauge<double>(name, description: "A \\ in\na line");
        gauge.Record(double.PositiveInfinity, new KeyValuePair<string, object?>("what.is", "a \"b\" \\ c\nd"));
        var histogram = meter.CreateHistogram<double>($"{name}.time", "s");
        histogram.Record(0.02);
        histogram.Record(1000);

        var written = text.Write();

        var samples = Parse(written);
        var own = name.Replace('.', '_');
        Assert.Equal(double.PositiveInfinity, samples[$$"""{{own}}{what_is="a \"b\" \\ c\nd"}"""]);
        Assert.Contains($"# HELP {own} A \\\\ in a line\n", written, StringComparison.Ordinal);
        Assert.Equal(0, samples[$$"""{{own}}_time_seconds_bucket{le="0.01"}"""]);
        Assert.Equal(1, samples[$$"""{{own}}_time_seconds_bucket{le="60"}"""]);
        Assert.Equal(2, samples[$$"""{{own}}_time_seconds_bucket{le="+Inf"}"""]);
        Assert.Equal(2, samples[$"{own}_time_seconds_count"]);
    }

    static async Task<Dictionary<string, double>> ReadAsync(HttpClient admin)
    {
        using var answer = await admin.GetAsync("/metrics", Stop);
        Assert.Equal("text/plain; version=0.0.4", answer.Content.Headers.ContentType!.ToString());
        return Parse(await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>Every sample by name and labels; fails at a line that is none, or that no TYPE stands above.</summary>
    static Dictionary<string, double> Parse(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var samples = new Dictionary<string, double>();
        var (family, kind) = ("", "");
        foreach (var line in text.Split('\n')[..^1])
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
                continue;
            if (TypeLine().Match(line) is { Success: true } type)
            {
                Assert.NotEqual(family, type.Groups["name"].Value);
                (family, kind) = (type.Groups["name"].Value, type.Groups["kind"].Value);
                continue;
            }
            var sample = SampleLine().Match(line);
            Assert.True(sample.Success, $"This is no sample: {line}");
            var suffix = sample.Groups["name"].Value[family.Length..];
            Assert.StartsWith(family, line, StringComparison.Ordinal);
            Assert.Contains(suffix, kind == "histogram" ? ["_bucket", "_sum", "_count"] : new[] { "" });
            var value = sample.Groups["value"].Value switch
            {
                "+Inf" => double.PositiveInfinity,
                "-Inf" => double.NegativeInfinity,
                var number => double.Parse(number, CultureInfo.InvariantCulture),
            };
            Assert.True(kind == "gauge" || value >= 0, line);
            samples.Add(line[..line.LastIndexOf(' ')], value); // each once
        }
        return samples;
    }

    [GeneratedRegex("^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<kind>counter|gauge|histogram)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("""
        ^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{([a-zA-Z_]\w*="([^"\\]|\\["\\n])*",?)+\})? (?<value>[-+]?(Inf|\d\S*)|NaN)$
        """)]
    private static partial Regex SampleLine();
}
