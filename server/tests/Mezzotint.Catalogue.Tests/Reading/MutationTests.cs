using System.Text;
using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue.Tests.Reading;

/// <summary>Whatever is done to a preset's bytes, reading ends with a catalogue or with faults.</summary>
public sealed class MutationTests
{
    const int Mutations = 2_000;

    static readonly string[] Tokens =
    [
        "null", "true", "-1", "0", "1e400", "0.0001", "99999999999999999999", "\"\"", "\"\\ud800\"", "[]", "{}", "[[[[",
        "}", "]", ",", ":", "\"", "\\", "\0", "\"key\":", "unlimited", "\uFEFF",
    ];

    [Theory]
    [InlineData("monthly-quota", 1)]
    [InlineData("weekly-yearly", 2)]
    [InlineData("api-membership", 3)]
    [InlineData("two-wallets", 4)]
    [InlineData("prepaid-packs", 5)]
    public void Broken_bytes_give_faults_and_never_throw(string preset, int seed)
    {
        var random = new Random(seed);
        var faulty = 0;
        for (var round = 0; round < Mutations; round++)
        {
            var bytes = Presets.Find(preset)!.ToList();
            for (var change = random.Next(1, 4); change > 0; change--)
                Mutate(bytes, random);
            var result = OfferCatalogue.Parse(bytes.ToArray());
            faulty += result is ParseResult<OfferCatalogue>.Faulty { Faults.Count: > 0 } ? 1 : 0;
            Assert.True(result is ParseResult<OfferCatalogue>.Parsed or ParseResult<OfferCatalogue>.Faulty);
        }
        Assert.InRange(faulty, Mutations / 2, Mutations);
    }

    static void Mutate(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        var length = Math.Min(random.Next(1, 30), bytes.Count - at);
        switch (random.Next(5))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                break;
            case 3:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                break;
            default:
                ReplaceValue(bytes, at, random);
                break;
        }
    }

    /// <summary>Puts a token where the next value stands, so that the text stays JSON more often.</summary>
    static void ReplaceValue(List<byte> bytes, int at, Random random)
    {
        var colon = bytes.IndexOf((byte)':', at);
        if (colon < 0)
            return;
        var end = bytes.FindIndex(colon, value => value is (byte)',' or (byte)'\n' or (byte)'}');
        if (end > colon + 1)
            bytes.RemoveRange(colon + 1, end - colon - 1);
        bytes.InsertRange(colon + 1, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
    }
}
