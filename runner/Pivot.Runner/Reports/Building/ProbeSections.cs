using Pivot.Dsl.Plans;
using Pivot.Runner.Reports.Figures;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;

namespace Pivot.Runner.Reports.Building;

/// <summary>Builds the sections of probes and gradient maps.</summary>
internal sealed class ProbeSections(Plan plan, StoredResults results, IReadOnlyList<ReportRow> rows, MeasureTables tables)
{
    // More columns would make the pictures smaller than is useful.
    private const int MaxPictureColumns = 8;

    /// <summary>A section for every stage that measures and is no benchmark.</summary>
    public IReadOnlyList<ProbeSection> All() => MeasureColumns.Stages(plan)
        .Where(s => MeasureColumns.Kinds(plan, s).First() is { Trains: false, HasGroups: false, Metrics.Count: > 0 }).Select(Of).ToList();

    private ProbeSection Of(string stage)
    {
        var kind = MeasureColumns.Kinds(plan, stage).First();
        var columns = kind.Metrics.Select(m => MeasureColumns.Of(plan, stage, m.Name, m.Name)).ToList();
        var table = tables.Of(stage, $"{Title(kind.Name)}: {stage}", columns);
        var (figure, seed, omitted) = Pictures(stage, kind.Name);
        return new ProbeSection(stage, kind.Name, table, PerClass(stage), figure, seed, omitted);
    }

    private MeasureTable? PerClass(string stage)
    {
        var classes = rows.SelectMany(r => r.KeysOf(stage)).SelectMany(k => results.Scores(k).Keys)
            .Where(n => n.StartsWith("iou.", StringComparison.Ordinal)).Distinct().ToList();
        return classes.Count == 0 ? null : tables.Of(
            $"{stage}-classes", $"IoU by class: {stage}", classes.Select(c => MeasureColumns.Of(plan, stage, c, c["iou.".Length..])).ToList());
    }

    private (ReportFigure?, string Seed, int Omitted) Pictures(string stage, string kind)
    {
        // The first seed every row has finished, so that columns differ in the arm alone; failing that, each row's first.
        var having = rows.Where(r => r.KeysOf(stage).Any(k => results.FolderOf(k) is not null)).ToList();
        var seed = having.SelectMany(r => r.Trials).Select(t => t.Seed).Distinct().Order().Cast<long?>()
            .FirstOrDefault(s => having.All(r => KeyAt(r, stage, s!.Value) is not null));
        var columns = having.Select(r => (Row: r, Key: seed is { } s ? KeyAt(r, stage, s)! : r.KeysOf(stage).First(k => results.FolderOf(k) is not null)))
            .DistinctBy(c => c.Key).ToList();
        var omitted = Math.Max(0, columns.Count - MaxPictureColumns);
        columns = columns.Take(MaxPictureColumns).ToList();
        var seedText = having.Any(r => r.KeysOf(stage).Count > 1) && seed is { } shown ? shown.ToString() : "";
        if (kind == "gradient_map")
        {
            var pictures = columns.Select(c => (c.Row, PictureFiles.Gradients(results.FolderOf(c.Key)!))).ToList();
            if (pictures.Any(p => p.Item2.Count > 0))
                return (new ReportFigure($"figures/{stage}.png", $"Gradient maps of {stage} over the same images, a column an arm", GradientMapFigure.Draw(pictures)), seedText, omitted);
        }
        if (kind == "segmentation_probe")
        {
            var pictures = columns.Select(c => (c.Row, PictureFiles.Segmentations(results.FolderOf(c.Key)!))).ToList();
            if (pictures.Any(p => p.Item2.Pictures.Count > 0))
                return (new ReportFigure($"figures/{stage}.png", $"Segmentations of {stage}: image, truth, and each arm's prediction", SegmentationFigure.Draw(pictures)), seedText, omitted);
        }
        return (null, "", 0);
    }

    private string? KeyAt(ReportRow row, string stage, long seed) =>
        row.Trials.FirstOrDefault(t => t.Seed == seed)?.Stages.GetValueOrDefault(stage) is { } key && results.FolderOf(key) is not null ? key : null;

    private static string Title(string kind) => kind switch
    {
        "linear_probe" => "Linear probe",
        "knn_probe" => "Nearest-neighbour probe",
        "segmentation_probe" => "Segmentation probe",
        "gradient_map" => "Gradient maps",
        _ => kind.Replace('_', ' '),
    };
}
