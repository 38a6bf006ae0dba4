using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Scenes;

/// <summary>
/// The world as files in the conventional formats, so that other programs can read it and our loaders can be tried on it:
/// <c>images/{train,test}/*.png</c>; <c>captions.jsonl</c>, <c>captions_test.jsonl</c>, <c>instruct.jsonl</c>, <c>instruct_test.jsonl</c> (LLaVA);
/// <c>preference.jsonl</c> (MMPR); <c>test.jsonl</c> (questions); <c>objects/{train,test}/CLASS/*.png</c>; <c>masks/{images,annotations}/{train,test}/*.png</c>
/// with <c>masks/classes.txt</c>; <c>grounded.jsonl</c> with <c>grounded/*.png</c>. Image paths start from the folder.
/// </summary>
public static class ScenesExport
{
    private const string Placeholder = "<image>\n";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes all views of a world into a folder; files of the same names are overwritten.</summary>
    public static void Write(ScenesWorld world, string folder)
    {
        foreach (var split in Enum.GetValues<Split>())
        {
            foreach (var sample in world.Captions(split)) Save(sample.Image, Path.Combine(folder, ImagePath(sample.Image)));
            var suffix = split == Split.Train ? "" : "_test";
            Lines(folder, $"captions{suffix}.jsonl", world.Captions(split).Select(s => Llava(s.Id, s.Image, [new Turn("describe the image", s.Caption)])));
            Lines(folder, $"instruct{suffix}.jsonl", world.Instruct(split).Select(s => Llava(s.Id, s.Image, s.Turns)));
        }
        Lines(folder, "preference.jsonl", world.Preference().Select(s =>
            new { id = s.Id, image = ImagePath(s.Image), question = Placeholder + s.Question, chosen = s.Chosen, rejected = s.Rejected }));
        Lines(folder, "test.jsonl", world.Questions().Select(s =>
            new { question_id = s.Id, image = ImagePath(s.Image), question = s.Question, answer = s.Answer, category = s.Group }));
        Lines(folder, "grounded.jsonl", world.Grounded().Select(s => new
        {
            id = s.Id, image = ImagePath(s.Image), question = s.Question, answer = s.Answer, wrong_answer = s.WrongAnswer, mask = $"grounded/{s.Id}.png",
        }));
        foreach (var sample in world.Grounded()) Save(sample.LoadMask(), Path.Combine(folder, "grounded", $"{sample.Id}.png"));
        WriteObjects(world.Objects(), Path.Combine(folder, "objects"));
        WriteMasks(world.Masks(), Path.Combine(folder, "masks"));
    }

    private static void WriteObjects(LabelledSet set, string folder)
    {
        foreach (var (split, samples) in new[] { ("train", set.Train), ("test", set.Test) })
            foreach (var sample in samples) Save(sample.Image, Path.Combine(folder, split, set.Classes[sample.Label], $"{sample.Id}.png"));
    }

    private static void WriteMasks(MaskSet set, string folder)
    {
        foreach (var (split, samples) in new[] { ("train", set.Train), ("test", set.Test) })
            foreach (var sample in samples)
            {
                Save(sample.Image, Path.Combine(folder, "images", split, $"{sample.Id}.png"));
                Save(sample.LoadMask(), Path.Combine(folder, "annotations", split, $"{sample.Id}.png"));
            }
        File.WriteAllText(Path.Combine(folder, "classes.txt"), string.Concat(set.Classes.Select(c => c + "\n")));
    }

    private static object Llava(string id, ImageReference image, IReadOnlyList<Turn> turns) => new
    {
        id,
        image = ImagePath(image),
        conversations = turns.SelectMany((turn, i) => new object[]
        {
            new { from = "human", value = (i == 0 ? Placeholder : "") + turn.Question },
            new { from = "gpt", value = turn.Answer },
        }),
    };

    private static string ImagePath(ImageReference image) => $"images/{(image.Id.Contains("-train-") ? "train" : "test")}/{image.Id}.png";

    private static void Lines(string folder, string name, IEnumerable<object> rows)
    {
        using var writer = new StreamWriter(Path.Combine(folder, name), append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var row in rows) writer.WriteLine(JsonSerializer.Serialize(row, Options));
    }

    private static void Save(ImageReference image, string path) => Save(ImageFile.EncodePng(image.Load()), path);

    private static void Save(LabelMap map, string path) => Save(ImageFile.EncodePng(map), path);

    private static void Save(byte[] png, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, png);
    }
}
