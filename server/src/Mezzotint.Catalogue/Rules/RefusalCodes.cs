namespace Mezzotint.Catalogue.Rules;

/// <summary>The kinds of refusal.</summary>
public static class RefusalCodes
{
    /// <summary>No such operation.</summary>
    public const string OperationUnknown = "operation_unknown";

    /// <summary>The operation cannot be asked for now.</summary>
    public const string OperationUnavailable = "operation_unavailable";

    /// <summary>No such model.</summary>
    public const string ModelUnknown = "model_unknown";

    /// <summary>The model cannot be used now.</summary>
    public const string ModelUnavailable = "model_unavailable";

    /// <summary>The model does not do the operation.</summary>
    public const string NotPriced = "not_priced";

    /// <summary>The plan does not have the model.</summary>
    public const string ModelNotInPlan = "model_not_in_plan";

    /// <summary>No such LoRA, embedding or ControlNet.</summary>
    public const string AddOnUnknown = "add_on_unknown";

    /// <summary>The add-on cannot be used now.</summary>
    public const string AddOnUnavailable = "add_on_unavailable";

    /// <summary>The plan does not have the add-on.</summary>
    public const string AddOnNotInPlan = "add_on_not_in_plan";

    /// <summary>The add-on was made for another family of models.</summary>
    public const string AddOnFamily = "add_on_family";

    /// <summary>The day's images with the model are used up.</summary>
    public const string DailyModelLimit = "daily_model_limit";

    /// <summary>More images than the plan has in one request.</summary>
    public const string ImagesPerRequest = "images_per_request";

    /// <summary>A side or the whole is larger than the plan has.</summary>
    public const string SizeTooLarge = "size_too_large";

    /// <summary>A side is shorter than anybody may ask for.</summary>
    public const string SizeTooSmall = "size_too_small";

    /// <summary>More steps than the plan has.</summary>
    public const string StepsTooMany = "steps_too_many";

    /// <summary>A parameter of a higher tier than the plan's.</summary>
    public const string ParameterNotInPlan = "parameter_not_in_plan";

    /// <summary>Results would be seen by others than the plan says.</summary>
    public const string VisibilityNotInPlan = "visibility_not_in_plan";

    /// <summary>Keys do not work with the plan.</summary>
    public const string ApiNotInPlan = "api_not_in_plan";

    /// <summary>The plan's room for pictures is full.</summary>
    public const string StorageFull = "storage_full";

    /// <summary>More images would wait than the plan lets.</summary>
    public const string WaitingJobs = "waiting_jobs";

    /// <summary>More requests a minute than the plan has.</summary>
    public const string RequestsPerMinute = "requests_per_minute";

    /// <summary>The plan has no trainings.</summary>
    public const string TrainingNotInPlan = "training_not_in_plan";

    /// <summary>The cycle's trainings are used up.</summary>
    public const string TrainingAllowance = "training_allowance";

    /// <summary>More images in a training set than the plan has.</summary>
    public const string TrainingImages = "training_images";

    /// <summary>More members than the plan has.</summary>
    public const string Seats = "seats";
}
