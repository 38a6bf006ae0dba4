using System.Text.Json.Nodes;

namespace Pivot.Dsl.Tests.Schemas;

/// <summary>The evaluator the other tests stand on: each keyword accepts and refuses what JSON Schema 2020-12 says.</summary>
public class SchemaEvaluatorTests
{
    [Theory]
    [InlineData("""{ "type": "integer" }""", "1.0", "1.5")]
    [InlineData("""{ "type": ["number", "null"] }""", "null", "\"1\"")]
    [InlineData("""{ "type": "boolean" }""", "true", "\"true\"")]
    [InlineData("""{ "type": "array" }""", "[]", "{}")]
    [InlineData("""{ "type": "object" }""", "{}", "[]")]
    [InlineData("""{ "enum": ["a", null] }""", "null", "\"b\"")]
    [InlineData("""{ "const": 1 }""", "1", "2")]
    [InlineData("""{ "minimum": 1 }""", "1", "0")]
    [InlineData("""{ "maximum": 1 }""", "\"x\"", "2")]
    [InlineData("""{ "exclusiveMinimum": 1 }""", "2", "1")]
    [InlineData("""{ "exclusiveMaximum": 1 }""", "0", "1")]
    [InlineData("""{ "pattern": "^a$" }""", "5", "\"a\\n\"")]
    [InlineData("""{ "pattern": "b" }""", "\"abc\"", "\"ac\"")]
    [InlineData("""{ "minItems": 1 }""", "{}", "[]")]
    [InlineData("""{ "maxItems": 1 }""", "[1]", "[1, 2]")]
    [InlineData("""{ "uniqueItems": true }""", "[1, 2]", "[1, 1.0]")]
    [InlineData("""{ "items": { "type": "string" } }""", "[\"a\"]", "[\"a\", 1]")]
    [InlineData("""{ "minProperties": 1 }""", "[]", "{}")]
    [InlineData("""{ "maxProperties": 1 }""", """{ "a": 1 }""", """{ "a": 1, "b": 2 }""")]
    [InlineData("""{ "required": ["a"] }""", """{ "a": null }""", """{ "b": 1 }""")]
    [InlineData("""{ "properties": { "a": { "type": "string" } } }""", """{ "b": 1 }""", """{ "a": 1 }""")]
    [InlineData("""{ "patternProperties": { "^a": { "type": "string" } } }""", """{ "ba": 1 }""", """{ "ab": 1 }""")]
    [InlineData("""{ "properties": { "a": true }, "patternProperties": { "^b": true }, "additionalProperties": false }""", """{ "a": 1, "bc": 1 }""", """{ "ab": 1 }""")]
    [InlineData("""{ "additionalProperties": { "type": "string" } }""", """{ "a": "x" }""", """{ "a": 1 }""")]
    [InlineData("""{ "propertyNames": { "pattern": "^a$" } }""", """{ "a": 1 }""", """{ "b": 1 }""")]
    [InlineData("""{ "allOf": [{ "minimum": 1 }, { "maximum": 2 }] }""", "2", "3")]
    [InlineData("""{ "anyOf": [{ "type": "string" }, { "minimum": 5 }] }""", "5", "4")]
    [InlineData("""{ "not": { "type": "string" } }""", "1", "\"a\"")]
    [InlineData("""{ "if": { "type": "string" }, "then": { "pattern": "a" }, "else": { "minimum": 1 } }""", "\"a\"", "\"b\"")]
    [InlineData("""{ "if": { "type": "string" }, "then": { "pattern": "a" }, "else": { "minimum": 1 } }""", "1", "0")]
    [InlineData("""{ "$ref": "#/$defs/a", "minimum": 2, "$defs": { "a": { "type": "integer" } } }""", "2", "1")]
    [InlineData("""{ "$ref": "#/$defs/a/properties/b", "$defs": { "a": { "properties": { "b": { "type": "integer" } } } } }""", "1", "\"b\"")]
    public void A_keyword_accepts_and_refuses(string schema, string good, string bad)
    {
        var evaluator = SchemaEvaluator.Of(schema);
        Assert.Empty(evaluator.Errors(JsonNode.Parse(good)));
        Assert.NotEmpty(evaluator.Errors(JsonNode.Parse(bad)));
    }

    [Fact]
    public void A_keyword_that_it_does_not_know_is_no_silence() =>
        Assert.Throws<NotSupportedException>(() => SchemaEvaluator.Of("""{ "dependentRequired": {} }""").Errors(JsonNode.Parse("{}")));

    [Theory]
    [InlineData("null", "null")]
    [InlineData("~", "null")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("True", "true")]
    [InlineData("010", "10")]
    [InlineData("0o10", "8")]
    [InlineData("0x10", "16")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("1e-3", "0.001")]
    [InlineData(".5", "0.5")]
    [InlineData("'1'", "\"1\"")]
    [InlineData("40GB", "\"40GB\"")]
    public void Plain_scalars_are_read_by_the_core_schema_of_yaml(string yaml, string json) => Assert.Equal(json, YamlInstance.Read(yaml)?.ToJsonString() ?? "null");
}
