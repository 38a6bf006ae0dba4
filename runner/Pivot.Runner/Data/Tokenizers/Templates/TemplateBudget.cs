namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>Counts what one rendering uses, and says where something went wrong.</summary>
internal sealed class TemplateBudget(string where)
{
    // So that the texts made in one rendering are bounded together, not only each by itself.
    private const int CharactersAStep = 16;
    private int _steps;
    private int _depth;

    public void Step(int line)
    {
        if (++_steps > TemplateLimits.Steps) throw Problem(line, $"the template takes more than {TemplateLimits.Steps:#,0} steps");
    }

    /// <summary>A text of a length is about to be made or gone through, which counts as work too.</summary>
    public void Text(int line, long length)
    {
        if (length > TemplateLimits.Text) throw Problem(line, $"the template makes a text of more than {TemplateLimits.Text:#,0} characters");
        Spend(line, length / CharactersAStep);
    }

    /// <summary>A list of a length is about to be made or gone through.</summary>
    public void Items(int line, long count)
    {
        if (count > TemplateLimits.Items) throw Problem(line, $"the template makes a list of more than {TemplateLimits.Items:#,0} items");
        Spend(line, count);
    }

    public void Deeper(int line)
    {
        if (++_depth > TemplateLimits.Evaluations) throw Problem(line, $"more than {TemplateLimits.Evaluations} expressions, macros or values within each other");
    }

    public void Higher() => _depth--;

    public DataException Problem(int line, string what) => new($"{where}:{line}: {what}; a named template (template: qwen_1_5 or plain) needs no template text");

    private void Spend(int line, long steps)
    {
        _steps = (int)Math.Min(_steps + steps, TemplateLimits.Steps);
        Step(line);
    }
}
