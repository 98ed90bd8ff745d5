namespace Mezzotint.Catalogue.Rules;

/// <summary>Which tier lets which parameter be set.</summary>
public static class ParameterTiers
{
    /// <summary>The lowest tier that has a parameter.</summary>
    public static ParameterTier Of(Parameter parameter) => parameter switch
    {
        Parameter.Prompt or Parameter.Size or Parameter.Count => ParameterTier.Basic,
        Parameter.NegativePrompt or Parameter.Seed or Parameter.Steps or Parameter.Guidance => ParameterTier.Standard,
        Parameter.Sampler or Parameter.Scheduler or Parameter.Lora or Parameter.Strength => ParameterTier.Advanced,
        _ => ParameterTier.Full,
    };
}
