using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Scenes;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Tests.Data.Scenes;

public class ScenesExportTests
{
    [Fact]
    public void What_was_written_is_read_back_by_the_loaders_for_files()
    {
        using var folder = new TemporaryFolder();
        var world = new ScenesWorld(48, 24, 12, 7);
        ScenesExport.Write(world, folder.Path);

        var captions = new AnnotationView("captions", folder.File("captions.jsonl"), folder.Path);
        Assert.Equal(world.Captions(Split.Train).Select(s => (s.Id, s.Caption)), DataViews.Captions(captions).Select(s => (s.Id, s.Caption)));
        Assert.Equal("describe the image", DataViews.Conversations(captions)[0].Turns[0].Question);
        foreach (var (ours, file) in world.Captions(Split.Train).Zip(DataViews.Captions(captions))) Assert.Equal(ours.Image.Load().Rgb, file.Image.Load().Rgb);

        var instruct = new AnnotationView("llava", folder.File("instruct.jsonl"), folder.Path);
        Assert.Equal(world.Instruct(Split.Train).SelectMany(s => s.Turns), DataViews.Conversations(instruct).SelectMany(s => s.Turns));

        var preference = new AnnotationView("preference", folder.File("preference.jsonl"), folder.Path);
        Assert.Equal(world.Preference().Select(s => (s.Question, s.Chosen, s.Rejected)), DataViews.Preferences(preference).Select(s => (s.Question, s.Chosen, s.Rejected)));
        Assert.Equal(world.Preference()[3].Chosen, DataViews.Conversations(preference)[3].Turns[0].Answer);

        var questions = new AnnotationView("questions", folder.File("test.jsonl"), folder.Path);
        Assert.Equal(world.Questions().Select(s => (s.Id, s.Question, s.Answer, s.Group)), DataViews.Questions(questions).Select(s => (s.Id, s.Question, s.Answer, s.Group)));

        var objects = new ImageFolderView(folder.File("objects/train"), folder.File("objects/test"));
        Assert.Equal(world.Objects().Classes.Order(StringComparer.Ordinal), DataViews.Labels(objects).Classes);
        Assert.Equal(world.Objects().Train.Count, DataViews.Labels(objects).Train.Count);

        var masks = new MaskFolderView(folder.File("masks/images/train"), folder.File("masks/annotations/train"), folder.File("masks/images/test"),
            folder.File("masks/annotations/test"), File.ReadAllLines(folder.File("masks/classes.txt")), null);
        Assert.Equal(world.Masks().Classes, DataViews.Masks(masks).Classes);
        foreach (var (ours, file) in world.Masks().Test.Zip(DataViews.Masks(masks).Test)) Assert.Equal(ours.LoadMask().Labels, file.LoadMask().Labels);

        foreach (var view in new DataView[] { captions, instruct, preference, questions, objects, masks })
            Assert.Empty(new DataInspector(null, full: true).Inspect(view).Problems);
        Assert.Equal(world.Grounded().Count, File.ReadLines(folder.File("grounded.jsonl")).Count());
        Assert.Equal(world.Grounded().Count, Directory.GetFiles(folder.File("grounded")).Length);
    }

    [Fact]
    public void Every_content_of_the_world_has_its_rows()
    {
        static ScenesView View(string content) => new() { Content = content, ImageSize = 48, Train = 8, Test = 8, Seed = 1 };
        Assert.Equal(8, DataViews.Captions(View("captions")).Count);
        Assert.Equal(8, DataViews.Conversations(View("captions")).Count);
        Assert.Equal(8, DataViews.Conversations(View("instruct")).Count);
        Assert.Equal(8, DataViews.Preferences(View("preference")).Count);
        Assert.Equal(8, DataViews.Conversations(View("preference")).Count);
        Assert.Equal(32, DataViews.Questions(View("test")).Count);
        Assert.Equal(8, DataViews.Labels(View("objects")).Train.Count);
        Assert.Equal(8, DataViews.Masks(View("masks")).Test.Count);
        Assert.NotEmpty(DataViews.Grounded(View("grounded")));
        Assert.Equal(7, ScenesView.Contents.Count);
        Assert.Throws<ArgumentException>(() => DataViews.Captions(View("masks")));
    }
}
