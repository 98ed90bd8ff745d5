using Mezzotint.Server.Accounts;

namespace Mezzotint.Server.Tests.Accounts;

public sealed class TotpTests
{
    // The secret of RFC 6238, appendix B: "12345678901234567890".
    const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /// <summary>The test vectors of RFC 6238, appendix B, SHA-1; the last six of their eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(code, Totp.CodeAt(Key, time));
        foreach (var shift in new[] { -30, 0, 30 })
            Assert.Equal(seconds / 30, Totp.StepOf(Key, code, time.AddSeconds(shift)));
        Assert.Null(Totp.StepOf(Key, code, time.AddSeconds(60)));
        Assert.Null(Totp.StepOf(Key, code[1..], time));
    }
}
