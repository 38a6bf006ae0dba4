namespace Pivot.Runner.Data.Scenes;

/// <summary>From a group to its templates, and which groups a picture is asked about.</summary>
internal static class QuestionCatalog
{
    private const int Tries = 8;

    private static readonly Dictionary<string, QuestionTemplate[]> Templates = new()
    {
        [SceneGroups.General] = GeneralQuestions.All,
        [SceneGroups.Knowledge] = KnowledgeQuestions.All,
        [SceneGroups.OcrChart] = OcrChartQuestions.All,
        [SceneGroups.VisionCentric] = VisionCentricQuestions.All,
    };

    private static readonly string[] Everywhere = [SceneGroups.General, SceneGroups.Knowledge, SceneGroups.VisionCentric];

    /// <summary>Different questions about scene number <paramref name="index"/>: over many scenes, as many of each group.</summary>
    public static List<(string Group, SceneQuestion Question)> Draw(Scene scene, int index, int count, SeededRandom random, Func<SceneQuestion, bool>? wanted = null)
    {
        var drawn = new List<(string, SceneQuestion)>();
        var asked = new HashSet<string>();
        for (var slot = 0; slot < count; slot++)
            for (var other = 0; other < 4; other++)
            {
                var group = Group(scene, index / 4, slot, other);
                if (Draw(group, scene, random, q => (wanted is null || wanted(q)) && asked.Add(q.Text)) is not { } question) continue;
                drawn.Add((group, question));
                break;
            }
        return drawn;
    }

    // Pictures to read are half of all, so half of their questions are about reading. A group that has no (further) question for the scene
    // is stood in for by another.
    private static string Group(Scene scene, int turn, int slot, int other)
    {
        var read = scene.IsChart || scene.Code is not null;
        if (read && slot % 2 == 0 && other == 0) return SceneGroups.OcrChart;
        return Everywhere[(turn + (read ? slot / 2 : slot) + other) % Everywhere.Length];
    }

    private static SceneQuestion? Draw(string group, Scene scene, SeededRandom random, Func<SceneQuestion, bool> accept)
    {
        for (var i = 0; i < Tries; i++)
        {
            QuestionTemplate[] templates = [.. Templates[group]];
            random.Shuffle(templates.AsSpan());
            foreach (var template in templates)
                if (template(scene, random) is { } question && accept(question)) return question;
        }
        return null;
    }
}
