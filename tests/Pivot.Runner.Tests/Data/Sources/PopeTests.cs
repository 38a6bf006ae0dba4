using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Tests.Data.Sources;

public class PopeTests
{
    private const string Row = """{"question_id": 1, "image": "a.png", "text": "Is there a dog?", "label": "no"}""";
    private static readonly byte[] Picture = ImageFile.EncodePng(new RasterImage(1, 1, [1, 2, 3]));

    [Fact]
    public void A_folders_files_are_groups_and_their_numbers_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", Picture);
        folder.Write("pope/coco_pope_random.json", Row + "\n" + Row.Replace(": 1,", ": 2,", StringComparison.Ordinal));
        folder.Write("pope/coco_pope_adversarial.json", Row.Replace("no", "Yes", StringComparison.Ordinal));
        folder.Write("pope/readme.md", "nothing");
        var samples = Load(folder, "pope");
        Assert.Equal(["adversarial/1", "random/1", "random/2"], samples.Select(s => s.Id));
        Assert.Equal(["yes", "no", "no"], samples.Select(s => s.Answer));
        Assert.All(samples, s => Assert.Equal(AnswerForm.YesNo, s.Form));
        Assert.Equal("Is there a dog?\nAnswer the question using a single word or phrase.", samples[0].Question);
        Assert.Equal([1, 2, 3], samples[0].Image.Load().Rgb);
        Assert.Equal(["adversarial/1", "random/1"], Load(folder, "pope", limit: 2).Select(s => s.Id));
    }

    [Fact]
    public void A_category_names_the_group_and_a_prompt_that_says_how_to_answer_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", Picture);
        folder.Write("q.jsonl", """{"question_id": 1, "image": "a.png", "text": "Is it?\nAnswer the question using a single word or phrase.", "label": "no", "category": "popular"}""");
        var sample = Assert.Single(Load(folder, "q.jsonl"));
        Assert.Equal(("popular/1", "popular", "Is it?\nAnswer the question using a single word or phrase."), (sample.Id, sample.Group, sample.Question));
    }

    [Theory]
    [InlineData("""{"question_id": 1, "image": "a.png", "text": "Is?", "label": "maybe"}""", "q.json:1: \"label\" must be \"yes\" or \"no\", found \"maybe\"")]
    [InlineData("""{"question_id": 1, "image": "a.png", "label": "yes"}""", "q.json:1: the row has no \"text\"")]
    [InlineData("", "the file holds no rows")]
    public void What_is_wrong_is_told_with_its_line(string row, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", Picture);
        folder.Write("q.json", row);
        Assert.Contains(message, Assert.Throws<DataException>(() => Load(folder, "q.json")).Message);
    }

    [Fact]
    public void The_inspection_sees_the_files_and_the_images()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pope/coco_pope_random.json", Row);
        var view = new BenchmarkFileView("pope", folder.File("pope"), folder.Path);
        Assert.Equal("PVT403", Assert.Single(new DataInspector(null, full: true).Inspect(view).Problems).Code);
        folder.Write("a.png", Picture);
        var good = new DataInspector(null, full: true, count: true).Inspect(view);
        Assert.Empty(good.Problems);
        Assert.Equal(1, good.Counts!.Train);
        Assert.Equal(32, good.Digest.Length);
    }

    [Fact]
    public void Instructions_and_cocos_captions_are_conversations_and_captions()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", Picture);
        var qa = folder.Write("qa.jsonl", """{"id": "7", "image": "a.png", "instruction": "What?", "output": "A dog.", "type": "conv"}""");
        var said = Assert.Single(DataViews.Conversations(new AnnotationView("instructions", qa, folder.Path)));
        Assert.Equal(("7 1", new Turn("What?", "A dog.")), (said.Id, Assert.Single(said.Turns)));
        var captions = folder.Write("c.jsonl", """{"id": "7", "image": "a.png", "captions": ["A dog.", "One dog."], "instances": [{"category": "dog", "bbox": [0, 0, 1, 1]}]}""");
        Assert.Equal("A dog.", Assert.Single(DataViews.Captions(new AnnotationView("coco_captions", captions, folder.Path))).Caption);
        var none = folder.Write("n.jsonl", """{"id": "7", "image": "a.png", "captions": []}""");
        Assert.Contains("n.jsonl:1: \"captions\" must begin with a text", Assert.Throws<DataException>(() => DataViews.Captions(new AnnotationView("coco_captions", none, folder.Path))).Message);
        Assert.Empty(new DataInspector(null, full: true).Inspect(new AnnotationView("coco_captions", captions, folder.Path)).Problems);
    }

    private static IReadOnlyList<QuestionSample> Load(TemporaryFolder folder, string path, int? limit = null) =>
        DataViews.Questions(new BenchmarkFileView("pope", folder.File(path), folder.Path, limit));
}
