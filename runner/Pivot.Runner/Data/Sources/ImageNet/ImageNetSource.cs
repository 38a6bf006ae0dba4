using System.Globalization;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources.ImageNet;

/// <summary>ImageNet in the layouts it comes in: <c>train/WNID/*.JPEG</c>, and for validation the same or a flat folder with a list of classes.</summary>
public static class ImageNetSource
{
    private const long PerClassStream = 0x696D6E65; // keeps these draws apart from others of the same seed

    /// <summary>Both splits; classes in ordinal order of their WordNet ids, as torchvision has them.</summary>
    /// <exception cref="DataException">A folder or list is missing, or a class is empty or unknown.</exception>
    public static LabelledSet Load(ImageNetLayout layout)
    {
        var ids = Classes(layout.Train);
        var number = ids.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);
        var train = ids.SelectMany((id, label) => Chosen(layout, id).Select(file => Sample(layout.Train, file, label))).ToList();
        var test = Validation(layout, ids).Select(image => Sample(layout.Validation, image.File, number[image.Id])).ToList();
        return new LabelledSet(ImageNetNames.Of(layout.Root, ids), train, test);
    }

    /// <summary>WordNet ids of the training folder.</summary>
    internal static IReadOnlyList<string> Classes(string train)
    {
        var classes = ImageFolderSource.Classes(train);
        if (classes.Length == 0) throw new DataException($"{train}: the folder holds no class folders; ImageNet's are called by WordNet ids (n01440764)");
        return classes.FirstOrDefault(c => !ImageNetNames.WordNetId().IsMatch(c)) is { } other
            ? throw new DataException($"{Path.Combine(train, other)}: the name is no WordNet id (n and 8 digits); folders named otherwise are read by source: image_folder")
            : classes;
    }

    /// <summary>A class's training images that are taken: all, or as many as are asked for, drawn by the seed and the class alone.</summary>
    internal static IReadOnlyList<string> Chosen(ImageNetLayout layout, string id)
    {
        var files = ImageFolderSource.Files(Path.Combine(layout.Train, id));
        if (files.Length == 0) throw new DataException($"{Path.Combine(layout.Train, id)}: the class holds no images");
        if (layout.PerClass is not { } most || most >= files.Length) return files;
        // By the id's number, so that a class's images do not hang on which other classes are there.
        SeededRandom.Derive(layout.Seed, PerClassStream, long.Parse(id.AsSpan(1), CultureInfo.InvariantCulture)).Shuffle(files.AsSpan());
        return [.. files.Take(most).Order(StringComparer.Ordinal)];
    }

    /// <summary>Validation images with their classes.</summary>
    internal static IReadOnlyList<(string File, string Id)> Validation(ImageNetLayout layout, IReadOnlyList<string> ids)
    {
        var folder = layout.Validation;
        if (ImageFolderSource.Classes(folder).Any(c => ImageNetNames.WordNetId().IsMatch(c)))
        {
            if (ImageFolderSource.ClassesDiffer(layout.Train, folder) is { } difference) throw new DataException(difference);
            return [.. ids.SelectMany(id => ImageFolderSource.Files(Path.Combine(folder, id)) is { Length: > 0 } files
                ? files.Select(file => (file, id))
                : throw new DataException($"{Path.Combine(folder, id)}: the class holds no images"))];
        }
        var images = ImageFolderSource.Files(folder);
        if (images.Length == 0) throw new DataException($"{folder}: the folder holds no images");
        var list = ImageNetLabels.Find(layout) ?? throw new DataException($"{folder}: the images lie side by side and no list says their classes; give one under 'labels' (LOC_val_solution.csv, " +
            "ILSVRC2012_validation_ground_truth.txt, or lines of image and WordNet id)");
        var names = images.Select(f => Path.GetFileNameWithoutExtension(f)!).ToList();
        var labels = ImageNetLabels.Read(list, layout, names, ids);
        var known = ids.ToHashSet(StringComparer.Ordinal);
        return [.. images.Zip(names, (file, name) => labels.TryGetValue(name, out var id)
            ? known.Contains(id) ? (file, id) : throw new DataException($"{list}: the class {id} of {name} has no folder in {layout.Train}")
            : throw new DataException($"{list}: the image {name} of {folder} is not in the list"))];
    }

    private static LabelledSample Sample(string folder, string file, int label)
    {
        var name = Path.GetRelativePath(folder, file);
        return new LabelledSample(name, new FileImage(Path.GetFullPath(file), name), label);
    }
}
