namespace Pivot.Runner.Data.Scenes;

/// <summary>The four groups questions are scored in, those of the PIVOT paper (https://arxiv.org/abs/2510.16333).</summary>
public static class SceneGroups
{
    /// <summary>What is there.</summary>
    public const string General = "general";

    /// <summary>Facts that go with a kind or a colour and have to be learnt.</summary>
    public const string Knowledge = "knowledge";

    /// <summary>Reading codes and bar charts.</summary>
    public const string OcrChart = "ocr_chart";

    /// <summary>Counting, places, sizes.</summary>
    public const string VisionCentric = "vision_centric";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [General, Knowledge, OcrChart, VisionCentric];
}
