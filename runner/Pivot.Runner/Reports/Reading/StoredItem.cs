using System.Text.Json.Nodes;

namespace Pivot.Runner.Reports.Reading;

/// <summary>One line of a stage's <c>items.jsonl</c>.</summary>
/// <param name="Id">The item's name, the same in every stage that measures the same data.</param>
/// <param name="Group">Its group, or null.</param>
/// <param name="Fields">All of the line.</param>
internal sealed record StoredItem(string Id, string? Group, JsonObject Fields)
{
    /// <summary>A number (or a truth value as 1 or 0) of the line, or null.</summary>
    public double? Number(string field) => Json.Number(Fields[field]);

    /// <summary>A text of the line, empty where there is none.</summary>
    public string Text(string field) => Json.Text(Fields[field]);
}
