using Pivot.Dsl.Sweeps;
using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>
/// Every key of the language, in one table: what is unknown, where an override may point, and what an editor is told. Its sections are the
/// classes named Language*. A test holds it to the properties of the spec records.
/// </summary>
internal static class Language
{
    /// <summary>The one version of the language.</summary>
    public static readonly Bounds Version = new(Least: 1, Most: 1);

    public static RecordShape LearningRate => LanguageStages.LearningRate;

    public static RecordShape VisionTower => LanguageModels.VisionTower;

    public static RecordShape Projector => LanguageModels.Projector;

    public static RecordShape LanguageModel => LanguageModels.LanguageModel;

    public static RecordShape RopeScaling => LanguageModels.RopeScaling;

    public static RecordShape Images => LanguageModels.Images;

    public static RecordShape Lora => LanguageStages.Lora;

    public static RecordShape MpoWeights => LanguageStages.MpoWeights;

    public static RecordShape Tokenizer => LanguageModels.Tokenizer;

    public static RecordShape Model => LanguageModels.Model;

    public static VariantShape Stage => LanguageStages.Stage;

    /// <summary>A view of <c>source: folder</c>.</summary>
    public static VariantShape View => LanguageData.View;

    public static VariantShape Data => LanguageData.Data;

    /// <summary>A condition of a sweep: paths, and <c>arm</c>, to tests.</summary>
    public static OverridesShape Condition => LanguageSweep.Condition;

    /// <summary>What the values of a path under <c>random.over</c> are drawn from.</summary>
    public static RecordShape Distribution => LanguageSweep.Distribution;

    /// <summary>What a condition holds a value to, where it is a map.</summary>
    public static RecordShape Test => LanguageSweep.Test;

    public static RecordShape Random => LanguageSweep.Random;

    public static RecordShape Sweep => LanguageSweep.Sweep;

    public static RecordShape Claim => LanguageRun.Claim;

    public static RecordShape Run => LanguageRun.Run;

    public static RecordShape Schedule => LanguageRun.Schedule;

    public static RecordShape Seeds => LanguageRun.Seeds;

    public static RecordShape Report => LanguageRun.Report;

    public static RecordShape Experiment { get; } = new("experiment", null,
    [
        new("pivot", Values.WholeIn(Version), "Version of the language.") { Required = true, TakesVariables = false },
        new("name", Values.Formed(ExperimentHeadBinder.NamePattern), "Name of the experiment: lower-case letters, digits, - and _. Names the run's folder.") { Required = true, TakesVariables = false },
        new("question", Values.Text, "The question that the experiment answers, printed at the head of the report."),
        new("extends", Values.Path, "Another spec that this one is laid over: maps merge deeply, scalars and lists replace, null removes.") { TakesVariables = false, Examples = ["\"./base.yaml\""] },
        new("vars", new NamesShape("variable", Values.Any), "Values by name, which ${name} puts in elsewhere.") { TakesVariables = false },
        new("data", new NamesShape("data source", Data), "Data sources by name.") { Required = true, TakesVariables = false },
        new("models", new NamesShape("model", Model), "Models by name.") { Required = true, TakesVariables = false },
        new("stages", new NamesShape("stage", Stage), "Stages by name: what the baseline does.") { Required = true, TakesVariables = false },
        new("arms", new NamesShape("arm", new OverridesShape("arm", OverrideForm.Value, nullIsValue: true)) { NamePattern = ExperimentHeadBinder.ArmPattern },
            "Rows of the table by name: overrides of the spec by dotted path. The first is the baseline.") { TakesVariables = false },
        new("sweep", Sweep, "Factors crossed with the arms: its members are multiplied, then when keeps and exclude drops points."),
        new("seeds", Seeds, "Replicates: how many, or a map of values and from.") { Examples = ["3"] },
        new("claims", new NamesShape("claim", Claim), "Claims by name, registered before the run and judged by the report."),
        new("report", Report, "What the report shows."),
        new("run", Run, "What a run may use, and how a queue treats it."),
        new("schedule", Schedule, "When a queue starts the experiment again and again."),
    ]);
}
