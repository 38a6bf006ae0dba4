using System.Text.Json;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources.Tables;

namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>
/// Rows of Parquet files with embedded images, as HuggingFace's datasets write them (https://huggingface.co/docs/datasets/image_dataset), each with what is wrong with it
/// instead where something is. Texts are held, images are read and decoded when they are asked for.
/// </summary>
internal static class ParquetSource
{
    /// <summary>Questions.</summary>
    public static IEnumerable<TableRow<QuestionSample>> Questions(IReadOnlyList<string> files, ParquetColumns columns, string images)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return Rows(files, columns, images, [(columns.Question, "question"), (columns.Answer, "answer"), (columns.Group, "group")], (row, id, image) =>
        {
            if (!ids.Add(id)) throw row.Error($"the id \"{id}\" was given to an earlier question");
            return new QuestionSample(id, image, ImagePlaceholder.Remove(row.Text(columns.Question)), row.Text(columns.Answer),
                (columns.Group is null ? null : row.OptionalText(columns.Group)) ?? "all");
        });
    }

    /// <summary>Preference pairs.</summary>
    public static IEnumerable<TableRow<PreferenceSample>> Preferences(IReadOnlyList<string> files, ParquetColumns columns, string images) => columns.Text is { } text
        ? Rows(files, columns, images, [(text, "text")], (row, id, image) =>
        {
            var json = Json(row, text);
            return Pair(row, id, image, Field(row, json, text, "question"), Field(row, json, text, "chosen"), Field(row, json, text, "rejected"));
        })
        : Rows(files, columns, images, [(columns.Question, "question"), (columns.Chosen, "chosen"), (columns.Rejected, "rejected")],
            (row, id, image) => Pair(row, id, image, row.Text(columns.Question), row.Text(columns.Chosen), row.Text(columns.Rejected)));

    /// <summary>Conversations.</summary>
    public static IEnumerable<TableRow<ConversationSample>> Conversations(IReadOnlyList<string> files, ParquetColumns columns, string images) => files.SelectMany(file =>
    {
        var table = ParquetTable.Open(file);
        var (from, said) = (table.FindInList(columns.Conversations, "from") ?? table.FindInList(columns.Conversations, "role"),
            table.FindInList(columns.Conversations, "value") ?? table.FindInList(columns.Conversations, "content"));
        if (from is null || said is null)
            throw new DataException($"{file}: the column \"{columns.Conversations}\" must be a list of structs of from and value, or of role and content; found {Found(table)}");
        return Rows(table, columns, images, [from, said], (row, id, image) => new ConversationSample(id, image, Turns(row, row.List(from.Path), row.List(said.Path))));
    });

    /// <summary>Images with their classes: a number, or a name.</summary>
    public static IEnumerable<TableRow<(ImageReference Image, string Id, object Label)>> Labels(IReadOnlyList<string> files, ParquetColumns columns) =>
        Rows(files, columns, "/", [(columns.Label, "label")], (row, id, image) => (image, id, row.Cells[columns.Label] is { } label and not IReadOnlyList<object?>
            ? label
            : throw row.Error($"there is no class in the column {columns.Label}")));

    /// <summary>Names of classes by number, as datasets notes them, or null where a file does not say.</summary>
    public static IReadOnlyList<string>? ClassNames(string file, string label)
    {
        if (!ParquetFooter.Read(file).Notes.TryGetValue("huggingface", out var note)) return null;
        try
        {
            var names = JsonElement.Parse(note);
            foreach (var key in new[] { "info", "features", label, "names" })
                if (names.ValueKind != JsonValueKind.Object || !names.TryGetProperty(key, out names)) return null;
            return names.ValueKind == JsonValueKind.Array && names.EnumerateArray().All(n => n.ValueKind == JsonValueKind.String) ? [.. names.EnumerateArray().Select(n => n.GetString()!)] : null;
        }
        catch (JsonException)
        {
            return null; // a note of another program
        }
    }

    private static PreferenceSample Pair(ParquetRow row, string id, ImageReference image, string question, string chosen, string rejected) => chosen == rejected
        ? throw row.Error("the chosen and the rejected answer are the same text; there is nothing to prefer")
        : new PreferenceSample(id, image, ImagePlaceholder.Remove(question), chosen, rejected);

    private static Turn[] Turns(ParquetRow row, IReadOnlyList<object?> from, IReadOnlyList<object?> said)
    {
        if (said.Count == 0 || said.Count % 2 != 0 || from.Count != said.Count) throw row.Error($"a conversation must alternate between human and gpt and end with gpt; found {said.Count} entries");
        for (var i = 0; i < from.Count; i++)
        {
            var expected = i % 2 == 0 ? new[] { "human", "user" } : ["gpt", "assistant"];
            if (from[i] is not string who || !expected.Contains(who)) throw row.Error($"entry {i} of the conversation must be from {string.Join(" or ", expected)}, found {from[i] ?? "nothing"}");
            if (said[i] is not string) throw row.Error($"entry {i} of the conversation has no text");
        }
        return [.. Enumerable.Range(0, said.Count / 2).Select(i => new Turn(ImagePlaceholder.Remove((string)said[2 * i]!), (string)said[2 * i + 1]!))];
    }

    private static JsonElement Json(ParquetRow row, string column)
    {
        try
        {
            return JsonElement.Parse(row.Text(column)) is { ValueKind: JsonValueKind.Object } json ? json : throw row.Error($"the column {column} must hold JSON objects");
        }
        catch (JsonException problem)
        {
            throw new DataException($"{row.Origin}: the column {column} is no valid JSON; an object with question, chosen and rejected is expected", problem);
        }
    }

    private static string Field(ParquetRow row, JsonElement json, string column, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw row.Error($"the JSON in the column {column} has no text \"{name}\"");

    private static IEnumerable<TableRow<T>> Rows<T>(
        IReadOnlyList<string> files, ParquetColumns columns, string images, (string? Name, string Key)[] wanted, Func<ParquetRow, string, ImageReference, T> make) =>
        files.SelectMany(file =>
        {
            var table = ParquetTable.Open(file);
            return Rows(table, columns, images, [.. wanted.Where(w => w.Name is not null).Select(w => table.Column(w.Name!, w.Key))], make);
        });

    private static IEnumerable<TableRow<T>> Rows<T>(ParquetTable table, ParquetColumns columns, string images, IReadOnlyList<ParquetLeaf> wanted, Func<ParquetRow, string, ImageReference, T> make)
    {
        var whole = table.Find(columns.Image);
        var bytes = table.Find(columns.Image, "bytes") ?? (whole is { Type: ParquetType.ByteArray, IsText: false } ? whole : null);
        var path = table.Find(columns.Image, "path") ?? (whole is { IsText: true } ? whole : null);
        if ((bytes ?? path) is not { } any) throw table.Missing(columns.Image, "image");
        if (any.MaxRepetition > 0) throw new DataException($"{table.File}: the column {columns.Image} holds lists of images; rows of one image each can be read");
        if (bytes is { Type: not ParquetType.ByteArray }) throw new DataException($"{table.File}: the column {bytes.Path} holds no bytes");
        var id = columns.Id is { } name ? table.Column(name, "id") : null;
        var embedded = bytes is null ? null : new ParquetBytes(table.Footer, bytes);
        List<ParquetLeaf> leaves = [.. wanted, .. new[] { path, id }.OfType<ParquetLeaf>()];
        var part = Path.GetFileNameWithoutExtension(table.File);
        foreach (var row in table.Rows([.. leaves.DistinctBy(l => l.Path)]))
        {
            TableRow<T> read;
            try
            {
                ImageReference image = bytes is null && path is not null && row.OptionalText(path.Path) is { Length: > 0 } named && !named.Contains('\0')
                    ? new FileImage(Path.GetFullPath(named, images), named, row.Origin)
                    : new ParquetImage(Path.GetFullPath(table.File), row.Number, embedded, path is null ? null : row.OptionalText(path.Path), images);
                read = new(make(row, id is null ? $"{part}/{row.Number}" : row.Text(id.Path), image), image, null);
            }
            catch (DataException problem)
            {
                read = new(default, null, problem);
            }
            yield return read;
        }
    }

    private static string Found(ParquetTable table) => string.Join(", ", table.Footer.Leaves.Select(l => l.Path));
}
