using System.Text.Json.Serialization;
using Mezzotint.Catalogue.Reading;
using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Catalogue;

/// <summary>All that an operator offers: wallets, plans, packs, models, operations and what each costs.</summary>
/// <remarks>
/// A property is the JSON field of its name; one in millicredits is written in credits (<see cref="Credits"/>). What
/// may stand in a field is its attribute, what it means is its summary: the schema and the operator's reference are
/// made of these. Named so because a type called as its namespace cannot be used beside it.
/// </remarks>
public sealed record OfferCatalogue
{
    /// <summary>The longest catalogue that is read, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Where an editor finds the schema; the server does not read it.</summary>
    [JsonPropertyName("$schema"), Text(1, 500)]
    public string? Schema { get; init; }

    /// <summary>What is offered, in one sentence, for the operator who chooses among catalogues.</summary>
    [Text(1, 500)]
    public required string Summary { get; init; }

    /// <summary>What visitors see it called and coloured.</summary>
    public required Branding Branding { get; init; }

    /// <summary>Who may join, and what a newcomer gets.</summary>
    public required Registration Registration { get; init; }

    /// <summary>The sizes of pictures that anybody may ask for.</summary>
    public Sizes Sizes { get; init; } = new();

    /// <summary>The kinds of credit.</summary>
    [Items(1, 16)]
    public required IReadOnlyList<Wallet> Wallets { get; init; }

    /// <summary>The kinds of model that plans tell apart.</summary>
    [Items(1, 64)]
    public required IReadOnlyList<Tag> Tags { get; init; }

    /// <summary>The plans, cheapest first: a refusal names the first that has what was asked for.</summary>
    [Items(1, 64)]
    public required IReadOnlyList<Plan> Plans { get; init; }

    /// <summary>Credits that can be bought.</summary>
    [Items(0, 64)]
    public IReadOnlyList<Pack> Packs { get; init; } = [];

    /// <summary>The models.</summary>
    [Items(1, 1000)]
    public required IReadOnlyList<Model> Models { get; init; }

    /// <summary>What requests can add to a model.</summary>
    [Items(0, 1000)]
    public IReadOnlyList<AddOn> AddOns { get; init; } = [];

    /// <summary>What can be done.</summary>
    [Items(1, 64)]
    public required IReadOnlyList<Operation> Operations { get; init; }

    /// <summary>What each operation costs; of several that apply, one that names the model counts before one that
    /// names its tag, and that before one that names neither.</summary>
    [Items(1, 1000)]
    public required IReadOnlyList<Price> Prices { get; init; }

    /// <summary>Reads and checks a catalogue, and finds all of its faults.</summary>
    /// <param name="json">UTF-8 text, at most <see cref="MaxBytes"/>.</param>
    public static ParseResult<OfferCatalogue> Parse(ReadOnlyMemory<byte> json) =>
        CatalogueReader.Read<OfferCatalogue>(json, Consistency.Check);

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte})"/>
    public static ParseResult<OfferCatalogue> Parse(string json) => Parse(Utf8.Bytes(json));

    /// <summary>The plan of a key, if there is one.</summary>
    public Plan? FindPlan(string key) => Plans.FirstOrDefault(plan => plan.Key == key);

    /// <summary>The model of a key, if there is one.</summary>
    public Model? FindModel(string key) => Models.FirstOrDefault(model => model.Key == key);

    /// <summary>The add-on of a kind and key, if there is one; letters count in any case.</summary>
    public AddOn? FindAddOn(AddOnKind kind, string key) => AddOns.FirstOrDefault(addOn =>
        addOn.Kind == kind && addOn.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>The add-ons of a kind that a plan has and that go with a model.</summary>
    public IEnumerable<AddOn> AddOnsFor(AddOnKind kind, Plan plan, Model? model) => AddOns.Where(addOn =>
        addOn.Kind == kind && addOn.Available && plan.Includes(addOn) && Families.Fit(addOn.Family, model?.Family));

    /// <summary>The operation of a key, if there is one.</summary>
    public Operation? FindOperation(string key) => Operations.FirstOrDefault(operation => operation.Key == key);

    /// <summary>The wallet of a key, if there is one.</summary>
    public Wallet? FindWallet(string key) => Wallets.FirstOrDefault(wallet => wallet.Key == key);

    /// <summary>What a request costs, and out of which wallet; what is not available yet has its price too.</summary>
    public Quote Price(ImageRequest request) => Pricing.Quote(this, request);

    /// <summary>Whether a plan of this catalogue has what a request asks for.</summary>
    /// <param name="plan">One of <see cref="Plans"/>.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="usage">What the workspace has had already, over all of its calls and keys.</param>
    public Verdict Allows(Plan plan, ImageRequest request, Usage usage) =>
        RequestRules.Judge(this, plan, request, usage);

    /// <summary>Whether a plan of this catalogue has a training.</summary>
    /// <param name="plan">One of <see cref="Plans"/>.</param>
    /// <param name="request">The training, and those that the workspace has had this cycle.</param>
    public Verdict AllowsTraining(Plan plan, TrainingRequest request) => TrainingRules.Judge(this, plan, request);

    /// <summary>Whether a workspace may take in one more member.</summary>
    /// <param name="plan">One of <see cref="Plans"/>.</param>
    /// <param name="members">Members it has.</param>
    public Verdict AllowsMember(Plan plan, int members) => MemberRules.Judge(this, plan, members);

    /// <summary>Whether a workspace may show or keep back pictures that it has.</summary>
    /// <param name="plan">One of <see cref="Plans"/>.</param>
    /// <param name="wanted">Public or private.</param>
    public Verdict AllowsVisibility(Plan plan, Visibility wanted) =>
        PictureRules.JudgeVisibility(this, plan, wanted);

    /// <summary>Whether a workspace may store one more picture.</summary>
    /// <param name="plan">One of <see cref="Plans"/>.</param>
    /// <param name="storedBytes">Bytes of those that it has.</param>
    public Verdict AllowsStorage(Plan plan, long storedBytes) => PictureRules.JudgeStorage(this, plan, storedBytes);
}
