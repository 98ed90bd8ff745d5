using System.Buffers.Binary;
using System.Text;

namespace Mezzotint.Weights.Tests;

/// <summary>A folder that is gone after the test, with ways to put checkpoints into it.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mezzotint-weights-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    /// <summary>A safetensors file put together by hand: header text, then data.</summary>
    public string WriteSafetensors(string name, string header, params byte[] data) =>
        Write(name, Assemble(header, data));

    public static byte[] Assemble(string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);
        data.CopyTo(bytes, 8 + json.Length);
        return bytes;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
