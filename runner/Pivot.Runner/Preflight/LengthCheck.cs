using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Runner.Preflight;

/// <summary>
/// Whether the rows that a language model is trained on fit its <c>max_length</c>: one that does not fails its stage. Words and marks are fewer than tokens, so
/// what is told is certain; a row that only the marks between its turns make too long is not seen.
/// </summary>
internal static class LengthCheck
{
    public static void Check(Compilation compilation, IEnumerable<PlanNode> toRun, DiagnosticBag bag)
    {
        foreach (var stage in toRun.Where(n => n.Spec is SftSpec or DpoSpec or ReferenceLogProbabilitiesSpec).GroupBy(n => n.Stage))
        {
            foreach (var node in stage)
            {
                if (node is not { Model: { LanguageModel: { } language } model, Counts: { } counts }) continue;
                // Of a preference pair sft reads one answer and both were counted.
                if (node is { Spec: SftSpec, Data.Kind: SampleKind.Preference }) continue;
                var patches = ModelWidths.SquareTokens(model);
                var longest = patches + counts.LongestRow;
                if (longest <= language.MaxLength) continue;
                bag.Error(DiagnosticCodes.RowsTooLong, compilation.PlaceOf(node), $"stages.{node.Stage}",
                    $"stage '{node.Stage}' reads rows of up to {longest} tokens ({patches} of the image, {counts.LongestRow} words and marks; {counts.TokensPerRow:0} on average), and its language model takes {language.MaxLength}",
                    $"set language_model.max_length to {(longest / 64 * 64) + 128}, or shorten the rows");
                break;
            }
        }
    }
}
