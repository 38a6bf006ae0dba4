using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>A folder a class, its name being the class's (torchvision's ImageFolder); classes in ordinal order of their names.</summary>
public static class ImageFolderSource
{
    /// <summary>Both splits.</summary>
    /// <param name="train">Folder of the training classes.</param>
    /// <param name="test">Folder of the test classes, the same ones.</param>
    /// <exception cref="DataException">A folder is missing, a class is empty, or the splits' classes differ.</exception>
    public static LabelledSet Load(string train, string test)
    {
        var classes = Classes(train);
        if (ClassesDiffer(train, test) is { } difference) throw new DataException(difference);
        return new LabelledSet(classes, Samples(train, classes), Samples(test, classes));
    }

    internal static string[] Classes(string folder)
    {
        if (!Directory.Exists(folder)) throw new DataException($"{folder}: no such folder");
        return [.. Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d)!).Where(d => d[0] != '.').Order(StringComparer.Ordinal)];
    }

    /// <summary>How the splits' classes differ, or null.</summary>
    internal static string? ClassesDiffer(string train, string test)
    {
        string[] inTrain = Classes(train), inTest = Classes(test);
        string[] onlyTrain = [.. inTrain.Except(inTest)], onlyTest = [.. inTest.Except(inTrain)];
        if (onlyTrain.Length + onlyTest.Length == 0) return null;
        return $"{test}: the classes are not those of {train}: {Describe("missing", onlyTrain)}{Describe("not in training", onlyTest)}".TrimEnd();
    }

    /// <summary>The images of a class, in ordinal order of their paths, those in folders below included.</summary>
    internal static string[] Files(string folder)
    {
        if (!Directory.Exists(folder)) throw new DataException($"{folder}: no such folder");
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(ImageFile.HasImageExtension).Order(StringComparer.Ordinal)];
    }

    private static LabelledSample[] Samples(string folder, string[] classes)
    {
        var samples = new List<LabelledSample>();
        if (classes.Length == 0) throw new DataException($"{folder}: the folder holds no class folders");
        for (var label = 0; label < classes.Length; label++)
        {
            var files = Files(Path.Combine(folder, classes[label]));
            if (files.Length == 0) throw new DataException($"{Path.Combine(folder, classes[label])}: the class holds no images");
            foreach (var file in files)
            {
                var name = Path.GetRelativePath(folder, file);
                samples.Add(new LabelledSample(name, new FileImage(Path.GetFullPath(file), name), label));
            }
        }
        return [.. samples];
    }

    private static string Describe(string what, string[] names) => names.Length == 0 ? "" : $"{what} {string.Join(", ", names)}; ";
}
