using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Runner.Store;

/// <summary>
/// <c>plan.json</c>: a plan whole, so that a report can be rendered again without the spec's data at hand. Where a member's type is
/// abstract, <c>$type</c> names the record; the names are the table below.
/// </summary>
public static class PlanFile
{
    private static readonly IReadOnlyDictionary<Type, IReadOnlyDictionary<string, Type>> Derived = new Dictionary<Type, IReadOnlyDictionary<string, Type>>
    {
        [typeof(StageSpec)] = new Dictionary<string, Type>
        {
            ["contrastive"] = typeof(ContrastiveSpec), ["sft"] = typeof(SftSpec), ["dpo"] = typeof(DpoSpec),
            ["benchmark"] = typeof(BenchmarkSpec), ["linear_probe"] = typeof(LinearProbeSpec), ["knn_probe"] = typeof(KnnProbeSpec),
            ["segmentation_probe"] = typeof(SegmentationProbeSpec), ["gradient_map"] = typeof(GradientMapSpec),
            ["reference_log_probabilities"] = typeof(ReferenceLogProbabilitiesSpec), ["features"] = typeof(FeaturesSpec),
        },
        [typeof(DataSpec)] = new Dictionary<string, Type> { ["scenes"] = typeof(ScenesSpec), ["folder"] = typeof(FolderSpec) },
        [typeof(DataView)] = new Dictionary<string, Type>
        {
            ["scenes"] = typeof(ScenesView), ["annotations"] = typeof(AnnotationView),
            ["llava_mixture"] = typeof(MixtureView), ["mmpr"] = typeof(MmprView),
            ["image_folder"] = typeof(ImageFolderView), ["mask_folder"] = typeof(MaskFolderView), ["benchmark_file"] = typeof(BenchmarkFileView),
            ["parquet"] = typeof(ParquetView), ["parquet_labels"] = typeof(ParquetLabelsView), ["imagenet"] = typeof(ImageNetView),
        },
    };

    /// <summary>Options that write and read every record of the language.</summary>
    public static JsonSerializerOptions Options { get; } = new(StoreJson.Records)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameDerivedTypes } },
    };

    /// <summary>Writes a plan, whole or not at all.</summary>
    public static void Write(string path, Plan plan) => AtomicFile.Write(path, JsonSerializer.Serialize(plan, Options) + "\n");

    /// <summary>Reads a plan.</summary>
    /// <exception cref="JsonException">It is damaged, or written by another version of the program.</exception>
    public static Plan Read(string path) =>
        JsonSerializer.Deserialize<Plan>(File.ReadAllBytes(path), Options) ?? throw new JsonException($"{path} is empty");

    private static void NameDerivedTypes(JsonTypeInfo info)
    {
        // The text that a key is the hash of is told by the stage itself (stage.json); here it would be most of the file.
        if (info.Type == typeof(PlanNode)) info.Properties.Remove(info.Properties.First(p => p.Name == "content"));
        if (!Derived.TryGetValue(info.Type, out var types)) return;
        info.PolymorphismOptions = new JsonPolymorphismOptions();
        foreach (var (name, type) in types) info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, name));
    }
}
