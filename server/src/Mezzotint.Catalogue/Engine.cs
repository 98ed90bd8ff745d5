namespace Mezzotint.Catalogue;

/// <summary>What runs a model.</summary>
public enum Engine
{
    /// <summary>Mezzotint's own.</summary>
    BuiltIn,

    /// <summary>A ComfyUI server beside the worker.</summary>
    Comfyui,

    /// <summary>A server with the interface of A1111 beside the worker.</summary>
    A1111,
}
