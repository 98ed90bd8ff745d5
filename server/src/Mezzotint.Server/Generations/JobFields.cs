using Mezzotint.Catalogue;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Jobs;

namespace Mezzotint.Server.Generations;

/// <summary>What a job says of its operation and of what is added to its model, in the words of workers.</summary>
static class JobFields
{
    public static string WorkOf(Operation operation) => operation.Work switch
    {
        Work.Upscale => JobWork.Upscale,
        Work.CutOut => JobWork.CutOut,
        Work.Mask => JobWork.Mask,
        _ => JobWork.Paint,
    };

    /// <summary>The files that the jobs of a request may use, each once.</summary>
    /// <param name="appraisal">Nothing stands against it, so all that it names is in the catalogue.</param>
    public static IReadOnlyList<JobAddOn> AddOnsOf(Appraisal appraisal) =>
    [
        .. appraisal.Wish.AddOns.Select(asked => appraisal.Catalogue.FindAddOn(asked.Kind, asked.Key)!)
            .Select(addOn => new JobAddOn(KindOf(addOn.Kind), addOn.Key, addOn.Sha256?.ToLowerInvariant())).Distinct(),
    ];

    /// <param name="request">It names as many ControlNets as there are pictures for them.</param>
    /// <param name="start">The pictures.</param>
    public static IReadOnlyList<JobControl> ControlsOf(CreateGenerationRequest request, StartingPictures start) =>
        request.Control is null ? [] :
        [
            .. request.Control.Zip(start.Controls, (control, picture) => new JobControl
            {
                Model = control.Model,
                Image = picture.Name,
                Preprocess = control.Preprocess,
                Strength = control.Strength,
                Start = control.Start,
                End = control.End,
            }),
        ];

    static string KindOf(AddOnKind kind) => kind switch
    {
        AddOnKind.Lora => JobAddOn.Lora,
        AddOnKind.Embedding => JobAddOn.Embedding,
        _ => JobAddOn.ControlNet,
    };
}
