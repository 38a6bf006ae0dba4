using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>An arm as written: its name and its overrides.</summary>
internal sealed record Arm(string Name, SourceSpan Span, IReadOnlyList<Override> Overrides)
{
    /// <summary>The name of the only arm of a spec without arms.</summary>
    public const string Default = "default";

    /// <summary>The arm as a spec record, its values as YAML text.</summary>
    public ArmSpec ToSpec() => new(Name, Overrides.ToDictionary(o => o.Path, o => o.Value.IsNull ? null : o.Text));
}
