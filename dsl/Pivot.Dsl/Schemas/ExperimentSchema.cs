using System.Text.Json.Nodes;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Schemas;

/// <summary>
/// The JSON Schema (draft 2020-12) of experiment files, for editors: written from the one table of the language and from what the validators
/// allow. It accepts every spec that the compiler accepts, and refuses what can be told from one file by its shape; references, relations
/// between values and files are the compiler's.
/// </summary>
public static class ExperimentSchema
{
    /// <summary>The schema as indented JSON text; the same text for the same version of the program.</summary>
    public static string Write()
    {
        var definitions = new Definitions();
        var variable = new JsonObject { ["description"] = "${name} of vars, or ${path.of.a.value} of this spec.", ["type"] = "string", ["pattern"] = ValueSchema.HoldsVariable };
        definitions.Reference("/$defs/value", () => []);
        definitions.Reference("/$defs/with_variable", () => variable);
        var properties = new ShapeSchema(definitions, new ShapeRules()).Properties(Language.Experiment);
        var whole = new WholeSchema(definitions).Of(Language.Experiment)!;
        return JsonText.Write(new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Pivot experiment",
            ["description"] = "One experiment: data, models and stages of the baseline, the arms that are compared with it, and what is varied.",
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["if"] = ShapeSchema.Says("extends", new JsonObject { ["type"] = "string" }),
            ["else"] = whole,
            ["$defs"] = definitions.All,
        });
    }
}
