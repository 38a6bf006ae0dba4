using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>What a view is: where it lies (to look at each once), and what is in it (for keys, which hold wherever it lies).</summary>
internal static class ViewContent
{
    /// <summary>Equal for equal views, paths included.</summary>
    public static string Address(DataView view)
    {
        var json = Fields(view);
        switch (view)
        {
            case MmprView v: json.Add("file", v.File).Add("images", v.Images).Add("tokenizer", v.Tokenizer); break;
            case MixtureView v: json.Add("file", v.File).Add("images", v.Images).Add("root", v.Root); break;
            case RowsView v: json.Add("file", v.File).Add("images", v.Images); break;
            case ParquetLabelsView v: json.Add("path", v.Path); break;
            case ImageNetView v: json.Add("root", v.Root).Add("train", v.Train).Add("val", v.Validation).Add("labels", v.Labels); break;
            case ImageFolderView v: json.Add("train", v.Train).Add("test", v.Test); break;
            case MaskFolderView v:
                json.Add("train_images", v.TrainImages).Add("train_masks", v.TrainMasks).Add("test_images", v.TestImages).Add("test_masks", v.TestMasks);
                break;
        }

        return json.ToString();
    }

    /// <summary>What goes into keys: never a path.</summary>
    /// <param name="view">The view.</param>
    /// <param name="digest">Digest of its files, or what stands for it while they have not been read.</param>
    public static string Of(DataView view, string digest)
    {
        var json = Fields(view);
        return view is ScenesView ? json.ToString() : json.Add("digest", digest).ToString(); // the world is made from its fields
    }

    private static CanonicalJson Fields(DataView view) => view switch
    {
        ScenesView v => new CanonicalJson().Add("format", "scenes").Add("content", v.Content).Add("image_size", v.ImageSize).Add("train_count", v.Train)
            .Add("test_count", v.Test).Add("seed", v.Seed),
        AnnotationView v => (v.Ranking ? new CanonicalJson().Add("ranking", true) : new CanonicalJson()).Add("format", v.Format).Add("limit", v.Limit).Add(v.Policy),
        MixtureView v => new CanonicalJson().Add("format", "llava_mixture").Add("seed", v.Seed).Add(v.Policy),
        MmprView v => new CanonicalJson().Add("format", "mmpr").Add("count", (long?)v.Count).Add("seed", v.Seed).Add("longest", (long?)v.Longest).Add(v.Policy),
        BenchmarkFileView v => new CanonicalJson().Add("format", v.Format).Add("limit", v.Limit).Add("suffix", v.Suffix).Add(v.Policy),
        ParquetView v => new CanonicalJson().Add("format", "parquet").Add("rows_of", v.Rows).Add("files", v.Files).Add("limit", v.Limit).Add("image", v.Image).Add("id", v.Id)
            .Add("columns", v.Kind switch
            {
                SampleKind.Question => [v.Question, v.Answer, v.Group ?? ""],
                SampleKind.Preference => v.Text is { } text ? [text] : [v.Question, v.Chosen, v.Rejected],
                _ => (string[])[v.Conversations],
            }).Add(v.Policy),
        ParquetLabelsView v => new CanonicalJson().Add("format", "parquet").Add("rows_of", "labels").Add("train", v.Train).Add("test", v.Test).Add("image", v.Image).Add("label", v.Label),
        ImageNetView v => new CanonicalJson().Add("format", "imagenet").Add("per_class", v.PerClass).Add("seed", v.PerClass is null ? null : v.Seed),
        ImageFolderView => new CanonicalJson().Add("format", "image_folder"),
        MaskFolderView { FromOne: true } v => new CanonicalJson().Add("format", "masks").Add("classes", v.Classes).Add("ignore", v.Ignore).Add("from_one", true),
        MaskFolderView v => new CanonicalJson().Add("format", "masks").Add("classes", v.Classes).Add("ignore", v.Ignore),
        _ => throw new InvalidOperationException($"no content is listed for views of type {view.GetType().Name}"),
    };

    // Only what a spec changes is told: a spec that says nothing keeps its key.
    private static CanonicalJson Add(this CanonicalJson json, RowPolicy policy)
    {
        var (rows, d) = (new CanonicalJson(), RowPolicy.Default);
        if (policy.Placeholder != d.Placeholder) rows.Add("placeholder", policy.Placeholder);
        if (policy.Unreadable != d.Unreadable) rows.Add("unreadable", policy.Unreadable);
        if (policy.TooLong != d.TooLong) rows.Add("too_long", policy.TooLong);
        if (policy.TextOnly != d.TextOnly) rows.Add("text_only", policy.TextOnly);
        if (policy.MultiImage != d.MultiImage) rows.Add("multi_image", policy.MultiImage);
        return policy == d ? json : json.Add("rows", rows);
    }
}
