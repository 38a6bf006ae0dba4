using FluentValidation;
using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Schemas;

/// <summary>Asks validators what they allow, through FluentValidation's own descriptors.</summary>
internal static class RuleReader
{
    /// <summary>
    /// What is allowed by property, in the language's spelling (<c>learning_rate.default</c>). Rules that hold only under a condition, and
    /// relations between values, allow nothing that could be said of one value; they are left out.
    /// </summary>
    public static Dictionary<string, KeyRules> Read(IEnumerable<IValidator> validators)
    {
        var found = new Dictionary<string, KeyRules>();
        foreach (var rule in validators.SelectMany(v => v.CreateDescriptor().Rules))
        {
            if (rule.HasCondition || rule.HasAsyncCondition) continue;
            var key = string.Join('.', PropertyPath.Steps(rule.PropertyName));
            foreach (var component in rule.Components.Where(c => !c.HasCondition && !c.HasAsyncCondition))
            {
                if (With(found.GetValueOrDefault(key, KeyRules.None), component.Validator) is { } more) found[key] = more;
            }
        }

        return found;
    }

    private static KeyRules? With(KeyRules rules, object validator) => validator switch
    {
        IBoundsRule bounds => rules.And(bounds.Bounds),
        IWordsRule words => rules.And(words.Words),
        ICountRule count => rules.And(count),
        _ => null,
    };
}
