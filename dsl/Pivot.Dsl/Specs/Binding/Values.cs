using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>The types of single values, for the table of the language.</summary>
internal static class Values
{
    public static readonly ValueShape Any = ValueShape.Instance;
    public static readonly ValueShape Whole = new(ValueKind.Whole);
    public static readonly ValueShape Number = new(ValueKind.Number);
    public static readonly ValueShape Truth = new(ValueKind.Truth);
    public static readonly ValueShape Text = new(ValueKind.Text);
    public static readonly ValueShape Path = new(ValueKind.Path);
    public static readonly ValueShape Word = new(ValueKind.Word);

    public static readonly ValueShape Wholes = new(ValueKind.Whole) { IsList = true };
    public static readonly ValueShape Numbers = new(ValueKind.Number) { IsList = true };
    public static readonly ValueShape Words = new(ValueKind.Word) { IsList = true };

    /// <summary>A name that a person chose elsewhere in the spec.</summary>
    public static readonly ValueShape Name = Formed(Names.Pattern);

    /// <summary><c>source</c> or <c>source.view</c>.</summary>
    public static readonly ValueShape View = Formed(ViewPattern);

    public static readonly ValueShape Views = new(ValueKind.Formed) { IsList = true, Pattern = ViewPattern };

    /// <summary><c>stage.metric</c>.</summary>
    public static readonly ValueShape Metric = Formed(MetricPattern);

    public static readonly ValueShape Metrics = new(ValueKind.Formed) { IsList = true, Pattern = MetricPattern };

    private const string ViewPattern = $@"{Names.Pattern}(\.{Names.Pattern})?";
    private const string MetricPattern = $@"{Names.Pattern}\..+";

    public static ValueShape WholeIn(Bounds bounds) => new(ValueKind.Whole) { Bounds = bounds };

    public static ValueShape Formed(string pattern) => new(ValueKind.Formed) { Pattern = pattern };
}
