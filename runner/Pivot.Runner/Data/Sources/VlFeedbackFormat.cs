using System.Globalization;
using System.Text.Json;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// VLFeedback's rows (https://huggingface.co/datasets/MMInstruction/VLFeedback): <c>{"id", "prompt", "img_path", "completions": [{"model",
/// "response", "annotations": {"Helpfulness": {"Rating": "5", ...}, ...}}]}</c>, or <c>completions</c> as an object of lists, as the datasets
/// library writes it. A row becomes one pair: the best rated response against the worst.
/// </summary>
/// <remarks>
/// A response's rating is the mean of its aspects' (helpfulness, ethical considerations, visual faithfulness), as vlf-silkie/VLFeedback's run_dpo.py
/// takes it; a response that one aspect is not rated of as a number is left out, as there. That script makes a pair of every two responses whose
/// ratings differ; here it is one pair a row, so that rows of many responses do not outweigh others. Of equally rated ones the first is taken; a row
/// whose ratings are all alike says nothing and is left out.
/// </remarks>
internal sealed class VlFeedbackFormat : RowFormat<PreferenceSample>
{
    /// <summary>A row whose responses are rated alike.</summary>
    public const string Tie = "tie";

    /// <summary>A row of fewer than two rated responses.</summary>
    public const string Unrated = "unrated";

    /// <inheritdoc/>
    public override string Shape =>
        """a row is {"id": "...", "prompt": "...", "img_path": "...", "completions": [{"response": "...", "annotations": {"Helpfulness": {"Rating": "5"}, ...}}, ...]}""";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Images(AnnotationRow row) => row.ImageNames("img_path") is { Count: > 0 } names ? names : row.ImageNames("image");

    /// <inheritdoc/>
    public override bool TakesTextAlone => true;

    /// <inheritdoc/>
    public override bool HoldsPlaceholder(AnnotationRow row) => row.Text("prompt").Contains(ImagePlaceholder.Word, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string? ReasonToDrop(AnnotationRow row) => Rated(row) switch
    {
        { Count: < 2 } => Unrated,
        var rated when rated.Max(r => r.Rating) == rated.Min(r => r.Rating) => Tie,
        var rated when Best(rated) == Worst(rated) => RowReasons.SameAnswer,
        _ => null,
    };

    /// <inheritdoc/>
    public override PreferenceSample Parse(AnnotationRow row, ImageReference image)
    {
        var rated = Rated(row);
        return new PreferenceSample(row.OptionalText("id") ?? $"row {row.Line}", image, ImagePlaceholder.Remove(row.Text("prompt")), Best(rated), Worst(rated));
    }

    /// <inheritdoc/>
    public override string[] Texts(PreferenceSample sample) => [sample.Question, sample.Chosen, sample.Rejected];

    private static string Best(List<(string Response, double Rating)> rated) => rated.MaxBy(r => r.Rating).Response;

    private static string Worst(List<(string Response, double Rating)> rated) => rated.MinBy(r => r.Rating).Response;

    private static List<(string Response, double Rating)> Rated(AnnotationRow row)
    {
        var rated = new List<(string, double)>();
        foreach (var (response, annotations) in Completions(row))
            if (Mean(row, annotations) is { } rating) rated.Add((response, rating));
        return rated;
    }

    private static IEnumerable<(string Response, JsonElement Annotations)> Completions(AnnotationRow row)
    {
        if (!row.Json.TryGetProperty("completions", out var completions)) throw row.Error($"the row has no \"completions\"{row.Found()}");
        if (completions.ValueKind == JsonValueKind.Array) return completions.EnumerateArray().Select((one, i) => (Response(row, Part(row, one, $"completions[{i}]", "response")), Part(row, one, $"completions[{i}]", "annotations")));
        var (responses, annotations) = (Part(row, completions, "completions", "response"), Part(row, completions, "completions", "annotations"));
        if (responses.ValueKind != JsonValueKind.Array || annotations.ValueKind != JsonValueKind.Array || responses.GetArrayLength() != annotations.GetArrayLength())
            throw row.Error("\"completions\" must be a list, or an object whose \"response\" and \"annotations\" are lists of one length");
        return responses.EnumerateArray().Select(r => Response(row, r)).Zip(annotations.EnumerateArray());
    }

    private static double? Mean(AnnotationRow row, JsonElement annotations)
    {
        if (annotations.ValueKind != JsonValueKind.Object) throw row.Error($"\"annotations\" must be an object of aspects, found {AnnotationRow.Kind(annotations)}");
        var (sum, count) = (0.0, 0);
        foreach (var aspect in annotations.EnumerateObject())
        {
            var rating = Part(row, aspect.Value, aspect.Name, "Rating");
            var text = rating.ValueKind == JsonValueKind.String ? rating.GetString() : rating.GetRawText();
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value)) return null;
            (sum, count) = (sum + value, count + 1);
        }
        return count == 0 ? null : sum / count;
    }

    private static string Response(AnnotationRow row, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw row.Error($"a \"response\" must be a text, found {AnnotationRow.Kind(value)}");

    private static JsonElement Part(AnnotationRow row, JsonElement value, string where, string name)
    {
        if (value.ValueKind != JsonValueKind.Object) throw row.Error($"\"{where}\" must be an object, found {AnnotationRow.Kind(value)}");
        return value.TryGetProperty(name, out var part) ? part : throw row.Error($"\"{where}\" has no \"{name}\"");
    }
}
