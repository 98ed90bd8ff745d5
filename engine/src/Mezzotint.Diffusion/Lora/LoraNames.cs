namespace Mezzotint.Diffusion.Lora;

/// <summary>Reads the names of tensors in LoRA files, whoever wrote them.</summary>
/// <remarks>
/// kohya's sd-scripts (<c>lora_unet_..._to_q.lora_down.weight</c>; LyCORIS writes <c>.hada_w1_a</c> and
/// <c>.lokr_w1</c> in the same place), PEFT (<c>unet....to_q.lora_A.weight</c>), diffusers
/// before PEFT (<c>....processor.to_q_lora.down.weight</c>), ai-toolkit (<c>diffusion_model....lora_A.weight</c>),
/// XLabs (<c>double_blocks.0.processor.qkv_lora1.down.weight</c>).
/// </remarks>
static class LoraNames
{
    static readonly (string Suffix, LoraRole Role)[] Suffixes =
    [
        (".lora_down.weight", LoraRole.Down), (".lora_up.weight", LoraRole.Up), (".lora_mid.weight", LoraRole.Middle),
        (".lora_A.weight", LoraRole.Down), (".lora_B.weight", LoraRole.Up),
        (".lora_A.default.weight", LoraRole.Down), (".lora_B.default.weight", LoraRole.Up),
        (".lora.down.weight", LoraRole.Down), (".lora.up.weight", LoraRole.Up),
        (".lora_linear_layer.down.weight", LoraRole.Down), (".lora_linear_layer.up.weight", LoraRole.Up),
        (".down.weight", LoraRole.Down), (".up.weight", LoraRole.Up), (".alpha", LoraRole.Alpha),
        (".hada_w1_a", LoraRole.Up), (".hada_w1_b", LoraRole.Down), (".hada_t1", LoraRole.Middle),
        (".hada_w2_a", LoraRole.SecondUp), (".hada_w2_b", LoraRole.SecondDown), (".hada_t2", LoraRole.SecondMiddle),
        (".lokr_w1", LoraRole.Factor), (".lokr_w1_a", LoraRole.FactorUp), (".lokr_w1_b", LoraRole.FactorDown),
        (".lokr_w2", LoraRole.SecondFactor), (".lokr_w2_a", LoraRole.SecondFactorUp),
        (".lokr_w2_b", LoraRole.SecondFactorDown), (".lokr_t2", LoraRole.SecondFactorMiddle),
    ];

    /// <summary>Longer ones come before those that they begin with.</summary>
    static readonly (string Prefix, string Part)[] Prefixes =
    [
        ("lora_unet_", LoraTargets.Denoiser), ("lora_transformer_", LoraTargets.Denoiser),
        ("lora_te1_", LoraTargets.Text(0)), ("lora_te2_", LoraTargets.Text(1)), ("lora_te3_", LoraTargets.Text(2)),
        ("lora_te_", LoraTargets.Text(0)),
        ("model.diffusion_model.", LoraTargets.Denoiser), ("diffusion_model.", LoraTargets.Denoiser),
        ("unet.", LoraTargets.Denoiser), ("transformer.", LoraTargets.Denoiser),
        ("text_encoders.clip_l.transformer.", LoraTargets.Text(0)),
        ("text_encoders.clip_g.transformer.", LoraTargets.Text(1)),
        ("text_encoders.t5xxl.transformer.", LoraTargets.Text(2)),
        ("text_encoder_3.", LoraTargets.Text(2)), ("text_encoder_2.", LoraTargets.Text(1)),
        ("text_encoder.", LoraTargets.Text(0)),
    ];

    /// <summary>Ways to change weights other than by two small matrices, by what their tensors are called.</summary>
    static readonly (string Mark, string Kind)[] Strangers =
    [
        (".oft_", "OFT"), (".dora_scale", "DoRA"), (".lora_magnitude_vector", "DoRA"), (".a1.weight", "GLoRA"),
        ("lora_controlnet", "Control-LoRA, which is a ControlNet,"),
        (".lokr_t1", "LoKr with a kernel in its first factor"),
    ];

    /// <summary>The module that a tensor belongs to, as the file names it, and the tensor's role; or null.</summary>
    public static (string Module, LoraRole Role)? Split(string name)
    {
        foreach (var (suffix, role) in Suffixes)
            if (name.EndsWith(suffix, StringComparison.Ordinal))
                return (name[..^suffix.Length], role);
        return null;
    }

    /// <summary>Whether a tensor of this name makes a file a LoRA, or what it is mistaken for.</summary>
    public static bool IsOfLora(string name) =>
        name.Contains("lora", StringComparison.Ordinal) || name.Contains(".hada_w", StringComparison.Ordinal)
        || name.Contains(".lokr_w", StringComparison.Ordinal) || Stranger(name) is not null;

    /// <summary>The key under which <see cref="LoraTargets"/> knows a module.</summary>
    public static string Key(string module)
    {
        var (part, path) = (LoraTargets.Denoiser, module);
        foreach (var (prefix, name) in Prefixes)
            if (module.StartsWith(prefix, StringComparison.Ordinal))
            {
                (part, path) = (name, module[prefix.Length..]);
                break;
            }
        return LoraTargets.Key(part, WithoutProcessor(path));
    }

    /// <summary>How a file changes weights, if not as a LoRA, by the name of one of its tensors; or null.</summary>
    public static string? Stranger(string name) =>
        Strangers.FirstOrDefault(stranger => name.Contains(stranger.Mark, StringComparison.Ordinal)).Kind;

    /// <summary>attn1.processor.to_out_lora is attn1.to_out.0.</summary>
    static string WithoutProcessor(string path)
    {
        const string processor = ".processor.to_";
        const string suffix = "_lora";
        if (!path.Contains(processor, StringComparison.Ordinal) || !path.EndsWith(suffix, StringComparison.Ordinal))
            return path;
        var plain = path[..^suffix.Length].Replace(processor, ".to_", StringComparison.Ordinal);
        return plain.EndsWith(".to_out", StringComparison.Ordinal) ? plain + ".0" : plain;
    }
}
