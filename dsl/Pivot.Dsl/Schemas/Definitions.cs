using System.Text.Json.Nodes;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Schemas;

/// <summary>The <c>$defs</c> of the schema: what each part of the table is called there, written once, in the order in which it is first needed.</summary>
internal sealed class Definitions
{
    /// <summary>What has been written so far.</summary>
    public JsonObject All { get; } = [];

    /// <summary>Where a shape's schema is. Single values have no schema of their own and allow anything.</summary>
    public static string PointerOf(Shape shape) => "/$defs/" + (shape is ValueShape ? "value" : NameOf(shape));

    /// <summary>Where the schema of all of a shape's variants together is, for a map that does not say which it is.</summary>
    public static string PointerOfAny(VariantShape shape) => $"/$defs/{NameOf(shape)}_of_any_{shape.Discriminator}";

    /// <summary>A reference to a definition, written by <paramref name="write"/> if it is the first.</summary>
    public JsonObject Reference(string pointer, Func<JsonObject> write)
    {
        var name = pointer["/$defs/".Length..];
        if (!All.ContainsKey(name))
        {
            All[name] = new JsonObject(); // keeps its place, and ends a sweep in a sweep
            All[name] = write();
        }

        return JsonText.Reference(pointer);
    }

    private static string NameOf(Shape shape) =>
        shape.What.Replace("stage of kind ", "stage_").Replace("view of format ", "view_").Replace(' ', '_').Replace('.', '_');
}
