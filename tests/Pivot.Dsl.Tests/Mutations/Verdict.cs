using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Tests.Mutations;

/// <summary>What must be said about a mutation, and whether it was.</summary>
internal static class Verdict
{
    /// <summary>Places where any text is good: the compiler cannot know a better one.</summary>
    private static readonly string[] FreeText = ["question", "name", "path", "file", "images", "train_images", "train_masks", "test_images", "test_masks", "classes", "template"];

    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["experiment"] = ["pivot", "name", "data", "models", "stages"], ["model"] = ["vision_tower"], ["learning_rate"] = ["default"],
    };

    /// <summary>What is wrong with the compiler's answer, or null.</summary>
    public static string? Of(GoodSpec spec, Mutation mutation, Compilation compilation)
    {
        if (Answer(mutation.Text, compilation) is { } broken) return broken;
        return mutation.Kind switch
        {
            MutationKind.MisspellKey => KeyMisspelt(spec, mutation, compilation),
            MutationKind.Duplicate => At(mutation, compilation, DiagnosticCodes.DuplicateKey),
            MutationKind.Delete => Deleted(spec, mutation, compilation),
            MutationKind.Move => Moved(spec, mutation, compilation),
            _ => Changed(spec, mutation, compilation),
        };
    }

    /// <summary>What holds for any text: a plan or errors, each with a place in the text and one sentence.</summary>
    public static string? Answer(string text, Compilation compilation)
    {
        if (compilation.Plan is null != compilation.Diagnostics.HasErrors) return "there is neither a plan nor an error, or both";
        var lines = text.Split('\n');
        foreach (var d in compilation.Diagnostics)
        {
            if (d.Message.Length is 0 or > 1500 || d.Message.Contains('\n')) return $"the message is not one sentence: {d.Message}";
            if (d.Hint is { Length: 0 } || d.Hint?.Contains('\n') == true) return $"the hint is not one line: {d.Hint}";
            if (d.Span.File != "spec.yaml") continue;
            bool inText = d.Span.Line >= 1 && d.Span.EndLine <= lines.Length && d.Span.Column >= 1 && d.Span.Column <= lines[d.Span.Line - 1].Length + 1
                && (d.Span.EndLine, d.Span.EndColumn).CompareTo((d.Span.Line, d.Span.Column)) >= 0 && d.Span.EndColumn <= lines[d.Span.EndLine - 1].Length + 1;
            if (!inText) return $"the place {d.Span} to {d.Span.EndLine}:{d.Span.EndColumn} is not in the text: {d.Message}";
        }

        return null;
    }

    private static string? KeyMisspelt(GoodSpec spec, Mutation mutation, Compilation compilation)
    {
        // A slip may come to another key that is known there (betas, beta); then it is its value that is wrong.
        var slip = mutation.Text.Substring(mutation.Start, mutation.Length);
        if (mutation.Place.ParentShape is OverridesShape && compilation.Diagnostics.Any(d => d.Code == DiagnosticCodes.WrongType && d.Path == slip)) return null;
        if (mutation.Place.ParentShape is not NamesShape) return At(mutation, compilation, null);
        // A name is a person's to choose: then the plan has it, or what names the old one is an error that says so.
        if (compilation.Plan is { } plan) return Differs(spec.Plan, plan) ? null : "a name was changed and the plan did not";
        return compilation.Diagnostics.Any(d => d.Severity == Severity.Error && (Touches(mutation, d) || Names(mutation, d))) ? null : "no error is about the name";
    }

    private static string? At(Mutation mutation, Compilation compilation, string? code)
    {
        bool said = compilation.Diagnostics.Any(d => d.Severity == Severity.Error && (code is null || d.Code == code) && Within(mutation, d));
        return said ? null : $"no {code ?? "error"} lies on what was changed";
    }

    private static string? Deleted(GoodSpec spec, Mutation mutation, Compilation compilation)
    {
        if (mutation.Place.ParentShape is not RecordShape record || spec.Extends || mutation.Place.Path.StartsWith("arms", StringComparison.Ordinal)) return null;
        var key = mutation.Place.Entry.Name;
        bool required = record.What.StartsWith("stage of", StringComparison.Ordinal) ? key is "kind" or "data"
            : record.What.StartsWith("source", StringComparison.Ordinal) ? key is "source" or "path" or "views" or "classes" or "train_images" or "train_masks" or "test_images" or "test_masks"
            : record.What.StartsWith("view", StringComparison.Ordinal) ? key is "format" or "file"
            : Required.GetValueOrDefault(record.What, []).Contains(key);
        if (!required || mutation.Place.Parent.Entries.Count == 1) return null; // the last key gone, the map is none
        return compilation.Diagnostics.Any(d => d.Code == DiagnosticCodes.MissingKey && d.Path == mutation.Place.Path && d.Message.Contains($"'{key}'"))
            ? null : $"nobody misses '{key}'";
    }

    private static string? Moved(GoodSpec spec, Mutation mutation, Compilation compilation)
    {
        bool known = mutation.Target!.Value.Shape is RecordShape record && record.Keys.ContainsKey(mutation.Place.Entry.Name);
        if (known && compilation.Plan is not null) return Differs(spec.Plan, compilation.Plan) || spec.Plan.Hash == compilation.Plan.Hash ? null : "?";
        // There the key is a name, and all the rest may be missed where it was; without a whole section, arms are not looked at.
        bool chosen = mutation.Target!.Value.Shape is NamesShape || !mutation.Place.Path.Contains('.');
        return known || compilation.Diagnostics.Any(d => d.Severity == Severity.Error && (Touches(mutation, d) || (chosen && Names(mutation, d)))) ? null : "no error is about what was moved";
    }

    private static string? Changed(GoodSpec spec, Mutation mutation, Compilation compilation)
    {
        var key = mutation.Place.Entry.Name;
        if (compilation.Plan is { } plan)
        {
            bool free = FreeText.Contains(key) || mutation.Place.Path.Contains("image_folder") || key is "train" or "test" or "checkpoint_every" or "pictures";
            return free || mutation.IsSameValue || Differs(spec.Plan, plan) ? null : "a value was changed, nothing is said, and the plan is the same";
        }

        // A type, a word or a range is wrong where it stands; a relation, and what follows from a name, may be told at the other end.
        string[] own = [DiagnosticCodes.WrongType, DiagnosticCodes.OutOfRange, DiagnosticCodes.UnknownWord, DiagnosticCodes.Ambiguous, DiagnosticCodes.UnknownKey];
        var errors = compilation.Diagnostics.Where(d => d.Severity == Severity.Error).ToList();
        if (mutation.Place.Path.StartsWith("sweep.", StringComparison.Ordinal) && errors.Exists(d => d.Code == DiagnosticCodes.EmptySweep)) return null; // told of the whole sweep
        return errors.Exists(d => Touches(mutation, d) || (!own.Contains(d.Code) && Names(mutation, d))) ? null : "no error is about the value";
    }

    private static bool Differs(Plan a, Plan b) => a.Hash != b.Hash || Report(a) != Report(b) || !a.Spec.Models.Keys.SequenceEqual(b.Spec.Models.Keys)
        || !a.Spec.Data.Keys.SequenceEqual(b.Spec.Data.Keys) || !a.Spec.Data.Values.SequenceEqual(b.Spec.Data.Values) || !a.Spec.Models.Values.SequenceEqual(b.Spec.Models.Values);

    // What is in no key: the report, the claims, what the run may take.
    private static string Report(Plan plan) => $"{string.Join(' ', plan.Spec.Report.Metrics)} {string.Join(' ', plan.Spec.Claims)} {plan.Spec.Run} {plan.Spec.Schedule}";

    private static bool Names(Mutation mutation, Diagnostic d)
    {
        var message = d.Message + d.Hint;
        var place = mutation.Place;
        return message.Contains($"'{place.Entry.Name}'") || message.Contains($".{place.Entry.Name}'") || message.Contains($" {place.Entry.Name} ") || d.Path.EndsWith("." + place.Entry.Name, StringComparison.Ordinal)
            || message.Contains($"{place.Entry.Name}.") || message.Contains($"'${{{place.Entry.Name}}}'"); // a variable that cannot stand where it is put
    }

    private static bool Within(Mutation mutation, Diagnostic d) => IsHere(mutation, d, out int start, out int end) && start >= mutation.Start && end <= mutation.Start + mutation.Length;

    private static bool Touches(Mutation mutation, Diagnostic d)
    {
        int entry = mutation.Kind is MutationKind.MisspellValue or MutationKind.Retype ? mutation.Text.LastIndexOf(mutation.Place.Entry.Name, mutation.Start, StringComparison.Ordinal) : mutation.Start;
        return IsHere(mutation, d, out int start, out int end) && end >= (entry < 0 ? mutation.Start : entry) && start <= mutation.Start + mutation.Length;
    }

    private static bool IsHere(Mutation mutation, Diagnostic d, out int start, out int end)
    {
        (start, end) = d.Span.File == "spec.yaml" ? (Index(mutation.Text, d.Span.Line, d.Span.Column), Index(mutation.Text, d.Span.EndLine, d.Span.EndColumn)) : (-1, -1);
        return start >= 0;
    }

    private static int Index(string text, int line, int column)
    {
        int start = 0;
        for (int i = 1; i < line; i++) start = text.IndexOf('\n', start) + 1;
        return start + column - 1;
    }
}
