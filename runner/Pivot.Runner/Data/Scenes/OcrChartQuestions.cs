namespace Pivot.Runner.Data.Scenes;

/// <summary>Reading: codes symbol by symbol, bars by their height.</summary>
internal static class OcrChartQuestions
{
    private static readonly string[] LetterWords = [.. SceneWords.Letters.Select(c => SceneWords.ReadOut(c.ToString()))];
    private static readonly string[] DigitWords = [.. SceneWords.Digits.Select(c => SceneWords.ReadOut(c.ToString()))];

    public static readonly QuestionTemplate[] All = [WholeCode, OnlyLetter, OnlyDigit, FirstSymbol, LastSymbol, Tallest, Shortest, Taller];

    private static SceneQuestion? WholeCode(Scene scene, SeededRandom random)
    {
        if (scene.Code is not { Symbols: var symbols }) return null;
        // Wrong by one symbol at each place: as easily mistaken as it gets.
        var answers = symbols.SelectMany((own, i) => Alike(own).Select(other => SceneWords.ReadOut($"{symbols[..i]}{other}{symbols[(i + 1)..]}")));
        return new SceneQuestion("what does the code say?", SceneWords.ReadOut(symbols), [SceneWords.ReadOut(symbols), .. answers], [], scene.ThingOfCode);
    }

    private static SceneQuestion? OnlyLetter(Scene scene, SeededRandom random) => Only(scene, "what letter is shown?", SceneWords.Letters, LetterWords);

    private static SceneQuestion? OnlyDigit(Scene scene, SeededRandom random) => Only(scene, "what digit is shown?", SceneWords.Digits, DigitWords);

    private static SceneQuestion? FirstSymbol(Scene scene, SeededRandom random) => At(scene, "what is the first symbol of the code?", code => 0);

    private static SceneQuestion? LastSymbol(Scene scene, SeededRandom random) => At(scene, "what is the last symbol of the code?", code => code.Length - 1);

    private static SceneQuestion? Tallest(Scene scene, SeededRandom random) =>
        scene.IsChart ? Bar(scene, scene.Tallest, "which bar is the tallest?") : null;

    private static SceneQuestion? Shortest(Scene scene, SeededRandom random) =>
        scene.IsChart ? Bar(scene, scene.Shortest, "which bar is the shortest?") : null;

    private static SceneQuestion? Taller(Scene scene, SeededRandom random)
    {
        if (!scene.IsChart) return null;
        var bars = scene.Bars.ToArray();
        random.Shuffle(bars.AsSpan());
        return SceneQuestion.YesNo($"is the {bars[0].Color.Word()} bar taller than the {bars[1].Color.Word()} bar?", bars[0].Level > bars[1].Level);
    }

    private static SceneQuestion? Only(Scene scene, string text, string alphabet, string[] words)
    {
        var found = scene.Code?.Symbols.Where(c => alphabet.Contains(c)).ToArray() ?? [];
        return found.Length == 1 ? new SceneQuestion(text, SceneWords.ReadOut(found[0].ToString()), words, [], scene.ThingOfCode) : null;
    }

    private static SceneQuestion? At(Scene scene, string text, Func<string, int> place)
    {
        if (scene.Code is not { Symbols: { Length: > 1 } symbols }) return null;
        return new SceneQuestion(text, SceneWords.ReadOut(symbols[place(symbols)].ToString()), [.. LetterWords, .. DigitWords],
            [.. symbols.Select(c => SceneWords.ReadOut(c.ToString()))], scene.ThingOfCode);
    }

    private static SceneQuestion Bar(Scene scene, Bar bar, string text) =>
        new(text, bar.Color.Word(), SceneWords.Colors, [.. scene.Bars.Select(b => b.Color.Word())], scene.ThingOf(bar));

    private static IEnumerable<char> Alike(char symbol) =>
        (SceneWords.Letters.Contains(symbol) ? SceneWords.Letters : SceneWords.Digits).Where(c => c != symbol);
}
