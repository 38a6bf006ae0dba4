using System.Globalization;
using System.Text.Json;
using Pivot.Runner.Models.Layers;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>Reads the fields of a HuggingFace config.json (or of an object inside one), with HuggingFace's defaults for absent ones.</summary>
internal sealed class DescriptionReader(JsonElement element, string path, string prefix = "")
{
    /// <summary>A description that says nothing, so that every field has its default.</summary>
    public static DescriptionReader Empty => new(JsonDocument.Parse("{}").RootElement, "");

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>A whole number.</summary>
    public int Int(string name, int fallback) => Value(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
        { } value => throw Wrong(name, value, "a whole number"),
    };

    /// <summary>A number.</summary>
    public double Double(string name, double fallback) => Value(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } value => value.GetDouble(),
        { } value => throw Wrong(name, value, "a number"),
    };

    /// <summary>True or false.</summary>
    public bool Bool(string name, bool fallback) => Value(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Wrong(name, value, "true or false"),
    };

    /// <summary>A text.</summary>
    public string Text(string name, string fallback) => Value(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        { } value => throw Wrong(name, value, "a text"),
    };

    /// <summary>A number that must be there.</summary>
    public double Double(string name) => Has(name) ? Double(name, 0) : throw new CheckpointException($"{path}: {prefix}{name} is missing; it must be a number");

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string name) => Value(name) is not null;

    /// <summary>A whole number that may be null, which is not the same as absent.</summary>
    public int? OptionalInt(string name, int? fallback) => Has(name) ? Int(name, 0) : element.TryGetProperty(name, out _) ? null : fallback;

    /// <summary>A whole number or a list of them, null being none.</summary>
    public IReadOnlyList<int> Ints(string name, params IReadOnlyList<int> fallback) => Value(name) switch
    {
        null => element.TryGetProperty(name, out _) ? [] : fallback,
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number) ? number : throw Wrong(name, list, "a list of whole numbers"))],
        _ => [Int(name, 0)],
    };

    /// <summary>A list of pairs of whole numbers.</summary>
    public IReadOnlyList<(int First, int Second)> Pairs(string name, IReadOnlyList<(int First, int Second)> fallback) => Value(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Array && item.GetArrayLength() == 2
            && item[0].ValueKind == JsonValueKind.Number && item[0].TryGetInt32(out var first)
            && item[1].ValueKind == JsonValueKind.Number && item[1].TryGetInt32(out var second) ? (first, second) : throw Wrong(name, list, "a list of pairs of whole numbers"))],
        { } value => throw Wrong(name, value, "a list of pairs of whole numbers"),
    };

    /// <summary>The object under a name; an empty one where it is absent.</summary>
    public DescriptionReader Object(string name) => Value(name) switch
    {
        null => new DescriptionReader(JsonDocument.Parse("{}").RootElement, path, $"{prefix}{name}."),
        { ValueKind: JsonValueKind.Object } value => new DescriptionReader(value, path, $"{prefix}{name}."),
        { } value => throw Wrong(name, value, "an object"),
    };

    /// <summary>An activation by HuggingFace's name; another one is refused.</summary>
    public Activation Activation(string name, Activation fallback)
    {
        var text = Text(name, Activations.NameOf(fallback));
        return Activations.Find(text) ?? throw Unsupported(name, $"'{text}'", string.Join(", ", Activations.Names.Select(known => $"'{known}'")));
    }

    /// <summary>Refuses a number other than zero: dropout, which is not computed.</summary>
    public void MustBeZero(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Double(name, 0) is var number and not 0) throw Unsupported(name, number.ToString(CultureInfo.InvariantCulture), "0");
    }

    /// <summary>Refuses a text other than the one supported.</summary>
    public void MustBe(string name, string fallback, string supported)
    {
        var text = Text(name, fallback);
        if (text != supported) throw Unsupported(name, $"'{text}'", $"'{supported}'");
    }

    /// <summary>Refuses a setting that is there and not null.</summary>
    public void MustBeAbsent(string name)
    {
        if (Value(name) is { } value) throw Unsupported(name, value.GetRawText(), "its absence");
    }

    /// <summary>Refuses a number other than the one supported.</summary>
    public void MustBe(string name, double supported)
    {
        var number = Double(name, supported);
        if (number != supported) throw Unsupported(name, $"{number}", $"{supported}");
    }

    /// <summary>Refuses a setting that is on.</summary>
    public void MustBeOff(string name)
    {
        if (Bool(name, false)) throw Unsupported(name, "true", "false");
    }

    /// <summary>Makes a shape and says where it came from when its sizes do not fit each other.</summary>
    public T Checked<T>(T shape, Action<T> check) => Checked(() =>
    {
        check(shape);
        return shape;
    });

    /// <summary>Makes something of the fields and says where they came from when it cannot be made.</summary>
    public T Checked<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException error)
        {
            throw new CheckpointException($"{path}: {error.Message}", error);
        }
    }

    private JsonElement? Value(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private CheckpointException Wrong(string name, JsonElement value, string wanted) =>
        new($"{path}: {prefix}{name} is {value.GetRawText()}; it must be {wanted}");

    private CheckpointException Unsupported(string name, string found, string supported) =>
        new($"{path}: {prefix}{name} is {found}; supported is {supported}");
}
