using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Catalogue.Tests.Offers;

public sealed class EveryPresetTests
{
    public static TheoryData<string> Names { get; } = new(Presets.Names);

    [Fact]
    public void There_are_five() => Assert.Equal(
        ["api-membership", "monthly-quota", "prepaid-packs", "two-wallets", "weekly-yearly"],
        Presets.Names);

    [Fact]
    public void A_name_that_is_none_has_no_file() => Assert.Null(Presets.Find("../secret"));

    [Theory, MemberData(nameof(Names))]
    public void The_miniature_works_at_once_on_every_plan(string name)
    {
        var offer = Given.Preset(name);
        Assert.Equal(Model.Miniature, offer.FindModel("miniature")!.Checkpoint);
        Assert.All(offer.Plans, plan => Assert.Equal("allowed", offer.Judge(plan.Key, Given.Request)));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_newcomer_can_pay_for_a_picture_of_the_miniature(string name)
    {
        var offer = Given.Preset(name);
        var price = Assert.IsType<Quote.Priced>(offer.Price(Given.Request));
        var granted = offer.Plan(offer.Registration.Plan).GrantsOf(null)
            .Where(grant => grant.Wallet == price.Wallet).Sum(grant => grant.Millicredits);
        var given = offer.Registration.FreeCredits
            .Where(credits => credits.Wallet == price.Wallet).Sum(credits => credits.Millicredits);
        Assert.InRange(price.Millicredits, 1, granted + given);
    }

    [Theory, MemberData(nameof(Names))]
    public void Only_the_miniature_has_its_weights_here(string name) => Assert.All(
        Given.Preset(name).Models,
        model => Assert.Equal(model.Key == "miniature", model.Available));

    [Theory, MemberData(nameof(Names))]
    public void What_is_not_available_is_refused_with_its_reason(string name)
    {
        var offer = Given.Preset(name);
        var model = offer.Models.First(model => !model.Available);
        var verdict = Assert.IsType<Verdict.Refused>(
            offer.Allows(offer.Plans[0], Given.Request with { Model = model.Key }, new Usage()));
        Assert.Equal("model_unavailable", verdict.First.Code);
        Assert.Contains(model.Reason!, verdict.First.Sentence, StringComparison.Ordinal);
    }
}
