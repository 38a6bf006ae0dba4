using System.Text.Json.Nodes;
using Pivot.Runner.Models.Projectors;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>
/// The projector in a LLaVA description: HuggingFace's has but one, Linear, GELU, Linear; the others are said under our own key,
/// <c>pivot_projector: { arch, factor }</c>, which transformers passes over (and then does not fit the weights).
/// </summary>
internal static class ProjectorDescription
{
    private const string Key = "pivot_projector";
    private static readonly string[] Archs = ["linear", "mlp", "pixel_shuffle", "resampler"];

    public static ProjectorShape Read(DescriptionReader reader, int visionDim, int languageDim)
    {
        reader.MustBe("projector_hidden_act", "gelu", "gelu");
        var own = reader.Object(Key);
        var arch = own.Text("arch", "mlp");
        if (!Archs.Contains(arch)) throw new CheckpointException($"{reader.Path}: {Key}.arch is '{arch}'; supported is {string.Join(", ", Archs)}");
        var shape = new ProjectorShape(arch, visionDim, languageDim, own.Int("factor", 1));
        if (shape.Factor < 1 || (shape.Factor > 1 && !shape.ReadsGrid))
            throw new CheckpointException($"{reader.Path}: {Key}.factor is {shape.Factor}; supported by {arch} is {(shape.ReadsGrid ? "1 and more" : "1")}");
        return shape;
    }

    public static void Write(ProjectorShape shape, JsonObject description)
    {
        description["projector_hidden_act"] = "gelu";
        if (shape.Arch != "mlp") description[Key] = new JsonObject { ["arch"] = shape.Arch, ["factor"] = shape.Factor };
    }
}
