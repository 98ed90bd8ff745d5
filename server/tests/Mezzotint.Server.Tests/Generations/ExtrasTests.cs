using System.Net;
using System.Text.Json;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Images;
using Mezzotint.Contracts.Jobs;
using Mezzotint.Contracts.ModelLibrary;

namespace Mezzotint.Server.Tests.Generations;

/// <summary>LoRAs, embeddings, ControlNets, and what is made of pictures: from request to the worker's job.</summary>
public sealed class ExtrasTests(ExtrasOffer pictures) : IClassFixture<ExtrasOffer>
{
    const string Sha = "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_has_the_add_ons_that_its_request_names_and_the_picture_costs_them()
    {
        var (user, client) = await pictures.SomebodyAsync("starter");
        var before = (await pictures.Server.BalanceAsync(user)).Available;
        var generation = await Pictures.AskAsync(client, new CreateGenerationRequest
        {
            Prompt = "a qqword boat <lora:Style:0.8> and qqgold",
            Loras = [new RequestedLora { Name = "style", Weight = -0.5 }],
        });
        var job = (await pictures.ClaimAsync(generation.Images[0].Id)).Job;
        Assert.Equal("a qqword boat <lora:Style:0.8> and qqgold", job.Prompt);
        Assert.Equal(JobWork.Paint, job.Work);
        Assert.Equal(("style", -0.5), (job.Loras[0].Name, job.Loras[0].Weight));
        // The embedding that the plan does not have is a word as any.
        Assert.Equal([new JobAddOn("lora", "style", Sha), new JobAddOn("embedding", "qqword", null)], job.AddOns);
        Assert.Equal(2_000, before - (await pictures.Server.BalanceAsync(user)).Available);
        await client.Delete($"generations/{generation.Id}");
    }

    [Fact]
    public async Task A_control_net_sees_an_upload_or_an_image_which_only_the_worker_fetches()
    {
        var (user, client) = await pictures.SomebodyAsync("starter");
        var upload = await Pictures.UploadAsync(client, Drawn.File(120, 70, 80));
        var made = await pictures.ImageAsync(client, "a boat");
        var before = (await pictures.Server.BalanceAsync(user)).Available;
        var generation = await Pictures.AskAsync(client, new CreateGenerationRequest
        {
            Prompt = "a house",
            Control =
            [
                new RequestedControl { Model = "edges", Image = upload.Id, Preprocess = "canny", Strength = 0.5 },
                new RequestedControl { Model = "edges", Image = made.Id, Start = 0.25, End = 0.75 },
            ],
        });
        Assert.Equal(1_500, before - (await pictures.Server.BalanceAsync(user)).Available);
        var job = await pictures.ClaimAsync(generation.Images[0].Id);
        Assert.Equal([("canny", 0.5, 0d, 1d), ("none", 1d, 0.25, 0.75)],
            job.Job.Controls.Select(control => (control.Preprocess, control.Strength, control.Start, control.End)));
        Assert.Equal(await client.GetByteArrayAsync(upload.Url, Stop),
            await FetchAsync(job.JobId, job.LeaseToken, job.Job.Controls[0].Image));
        Assert.Equal(await client.GetByteArrayAsync(made.Url, Stop),
            await FetchAsync(job.JobId, job.LeaseToken, job.Job.Controls[1].Image));
        await pictures.DeliverAsync(job, Drawn.File(96, 64, 81));
        // What a job of text-to-image saw goes with it, too.
        var file = (await pictures.FilesAsync("upload", upload.Id))[0];
        await client.Delete($"uploads/{upload.Id}");
        await pictures.Collector.CollectAsync([file], Stop);
        Assert.False(pictures.HasFile(file));
    }

    [Theory]
    [InlineData("upscale", "larger", "", "upscale", 384, 256)]
    [InlineData("remove-background", "front", "", "cut-out", 96, 64)]
    [InlineData("mask", "front", "", "mask", 96, 64)]
    [InlineData("mask", "seeker", "the boat", "mask", 96, 64)]
    public async Task A_picture_is_made_of_another_by_the_model_that_can(
        string operation, string model, string prompt, string work, int width, int height)
    {
        var (user, client) = await pictures.SomebodyAsync("starter");
        var image = await pictures.ImageAsync(client, "a boat");
        var before = (await pictures.Server.BalanceAsync(user)).Available;
        var request = new CreateGenerationRequest { Operation = operation, Prompt = prompt, Image = image.Id };
        var estimate = await client.Post("estimates", request).IsAsync<Estimate>(HttpStatusCode.OK);
        Assert.Equal((true, 1m), (estimate.IsAccepted, estimate.Cost));
        var generation = await Pictures.AskAsync(client, request);
        Assert.Equal((operation, model), (generation.Request.Operation, generation.Images[0].Model));
        var job = await pictures.ClaimAsync(generation.Images[0].Id, "larger", "front", "seeker");
        Assert.Equal((work, model, prompt), (job.Job.Work, job.Job.Model, job.Job.Prompt));
        await pictures.DeliverAsync(job, Drawn.File(width, height, 82));
        Assert.Equal((before - 1_000, 0L), await pictures.Server.BalanceAsync(user));
        var stored = await client.Get($"images/{job.JobId}").IsAsync<Image>(HttpStatusCode.OK);
        Assert.Equal((operation, image.Id), (stored.Operation, stored.Recipe.Image));
    }

    [Fact]
    public async Task What_becomes_too_large_for_the_plan_is_refused_before_it_is_made()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var image = (await Pictures.UploadAsync(client, Drawn.File(513, 64, 83))).Id;
        var problem = await client.Post("generations", new { operation = "upscale", image })
            .IsProblemAsync(HttpStatusCode.BadRequest, "size_too_large");
        Assert.Contains("2052 x 256 were asked for", problem.GetProperty("detail").GetString()!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_not_registered_or_not_in_the_plan_is_refused_with_its_field()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var image = (await Pictures.UploadAsync(client, Drawn.File(64, 64, 84))).Id;
        foreach (var (body, status, code, field) in new (object, HttpStatusCode, string, string)[]
        {
            (new { prompt = "a <lora:secret:1>" }, HttpStatusCode.BadRequest, "add_on_unknown", "prompt"),
            (new { prompt = "a <lora:gold:1>" }, HttpStatusCode.Forbidden, "add_on_not_in_plan", "prompt"),
            (new { prompt = "a", loras = new[] { new { name = "gold" } } }, HttpStatusCode.Forbidden,
                "add_on_not_in_plan", "loras[0].name"),
            (new { prompt = "a", loras = new[] { new { name = "style" }, new { name = "../style" } } },
                HttpStatusCode.BadRequest, "add_on_unknown", "loras[1].name"),
            (new { prompt = "a", loras = new[] { new { name = "large" } } }, HttpStatusCode.BadRequest,
                "add_on_family", "loras[0].name"),
            (new { prompt = "a", control = new[] { new { model = "style", image } } }, HttpStatusCode.BadRequest,
                "add_on_unknown", "control[0].model"),
        })
        {
            var problem = await client.Post("generations", body).IsProblemAsync(status, code);
            Assert.Equal(field, problem.GetProperty("field").GetString());
            Assert.Equal(status == HttpStatusCode.Forbidden ? "pro" : null, problem.GetProperty("plan").GetString());
        }
        var estimate = await client.Post("estimates", new { prompt = "a <lora:gold:1> <lora:secret>" })
            .IsAsync<Estimate>(HttpStatusCode.OK);
        Assert.Equal(["add_on_not_in_plan prompt", "add_on_unknown prompt"],
            estimate.Refusals.Select(refusal => $"{refusal.Code} {refusal.Field}"));
    }

    [Fact]
    public async Task A_field_that_cannot_be_is_named_by_its_path()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var image = (await Pictures.UploadAsync(client, Drawn.File(64, 64, 85))).Id;
        object Control(object control) => new { prompt = "a", control = new[] { control } };
        object Lora(object? lora) => new { prompt = "a", loras = new[] { lora } };
        foreach (var (body, field) in new (object, string)[]
        {
            (Lora(null), "loras[0]"), (Lora(new { name = "" }), "loras[0].name"),
            (Lora(new { name = "style", weight = 10.5 }), "loras[0].weight"),
            (new { prompt = "a <lora:style:much>" }, "prompt"), (new { prompt = "a <lora:style:11>" }, "prompt"),
            (new { prompt = string.Concat(Enumerable.Repeat("<lora:style>", 17)) }, "prompt"),
            (Control(new { model = "edges", image = Guid.Empty }), "control[0].image"),
            (Control(new { model = "", image }), "control[0].model"),
            (Control(new { model = "edges", image, preprocess = "depth" }), "control[0].preprocess"),
            (Control(new { model = "edges", image, strength = 2.5 }), "control[0].strength"),
            (Control(new { model = "edges", image, start = -0.1 }), "control[0].start"),
            (Control(new { model = "edges", image, end = 1.1 }), "control[0].end"),
            (Control(new { model = "edges", image, start = 0.5, end = 0.5 }), "control[0].start"),
            (new { prompt = "a", operation = "inpaint" }, "operation"), (new { operation = "mask" }, "image"),
            (new { operation = "upscale", image, count = 2 }, "count"),
            (new { operation = "upscale", image, prompt = "a" }, "prompt"),
            (new { operation = "upscale", image, steps = 3 }, "steps"),
            (new { operation = "mask", image, mask = image }, "mask"),
            (new { operation = "mask", image, model = "seeker" }, "prompt"),
            (new { operation = "mask", image, model = "front", prompt = "a" }, "prompt"),
            (new { operation = "remove-background", image, format = "jpeg" }, "format"), (new { image }, "prompt"),
        })
        {
            var problem = await client.Post("generations", body)
                .IsProblemAsync(HttpStatusCode.BadRequest, "invalid_field");
            Assert.Equal((JsonSerializer.Serialize(body), field),
                (JsonSerializer.Serialize(body), problem.GetProperty("field").GetString()));
        }
        await client.Post("generations", new { operation = "upscale", image, model = "front" })
            .IsProblemAsync(HttpStatusCode.BadRequest, "not_priced");
        await client.Post("generations", new { prompt = "a", model = "larger" })
            .IsProblemAsync(HttpStatusCode.BadRequest, "not_priced");
        await client.Post("generations", new { operation = "paint-over", image })
            .IsProblemAsync(HttpStatusCode.BadRequest, "operation_unknown");
    }

    [Fact]
    public async Task What_may_be_named_is_listed_by_plan_and_kind()
    {
        var (_, starter) = await pictures.SomebodyAsync("starter");
        var (_, pro) = await pictures.SomebodyAsync("pro");
        Assert.Equal(["style", "large", "qqword", "edges"], (await AddOnsAsync(starter, "")).Select(one => one.Key));
        Assert.Equal(["style", "gold", "large"], (await AddOnsAsync(pro, "?kind=lora")).Select(one => one.Key));
        Assert.Equal((0.5m, "lora"), ((await AddOnsAsync(pro, ""))[0].Credits, (await AddOnsAsync(pro, ""))[0].Kind));
        await pro.Get("add-ons?kind=hat").IsProblemAsync(HttpStatusCode.BadRequest, "invalid_field");
        Assert.DoesNotContain(await ModelsAsync(pro, ""), model => model.Key is "larger" or "front");
        var larger = Assert.Single(await ModelsAsync(pro, "?kind=upscaler"));
        Assert.Equal(("larger", 4, "upscale"), (larger.Key, larger.Factor, larger.Prices[0].Operation));
        await pro.Get("models?kind=hat").IsProblemAsync(HttpStatusCode.BadRequest, "invalid_field");
    }

    [Fact]
    public async Task An_operation_that_no_model_does_is_refused_with_what_to_do()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (_, client) = await server.UserAsync("ada@example.com", "pro");
        var image = (await Pictures.UploadAsync(client, Drawn.File(64, 64, 86))).Id;
        var problem = await client.Post("generations", new { operation = "upscale", image })
            .IsProblemAsync(HttpStatusCode.BadRequest, "model_unknown");
        Assert.Contains("mezzotint models add", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    static Task<List<OfferedAddOn>> AddOnsAsync(HttpClient client, string query) =>
        client.Get($"add-ons{query}").IsAsync<List<OfferedAddOn>>(HttpStatusCode.OK);

    static Task<List<OfferedModel>> ModelsAsync(HttpClient client, string query) =>
        client.Get($"models{query}").IsAsync<List<OfferedModel>>(HttpStatusCode.OK);

    async Task<byte[]> FetchAsync(Guid job, Guid lease, string name) => await pictures.Server.Worker
        .GetByteArrayAsync($"/api/worker/v1/jobs/{job}/inputs/{name}?leaseToken={lease}", Stop);
}
