namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>A change of a stretch of text before it is split.</summary>
internal delegate string TextStep(string text, FragmentStart start);
