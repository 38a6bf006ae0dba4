namespace Pivot.Dsl.Diagnostics;

/// <summary>The numbers of all diagnostics, in ranges by the pass that finds them.</summary>
public static class DiagnosticCodes
{
    // 100-199: text and nodes (reader).

    /// <summary>A spec file is missing, unreadable, too large or not UTF-8.</summary>
    public const string Unreadable = "PVT101";

    /// <summary>The text is not YAML.</summary>
    public const string Syntax = "PVT102";

    /// <summary>A key is written twice in one map.</summary>
    public const string DuplicateKey = "PVT103";

    /// <summary>An anchor or an alias; the language has none.</summary>
    public const string Anchor = "PVT104";

    /// <summary>A merge key <c>&lt;&lt;</c>; the language has none.</summary>
    public const string MergeKey = "PVT105";

    /// <summary>A tag such as <c>!!str</c>; the language has none.</summary>
    public const string Tag = "PVT106";

    /// <summary>More than one document in a file.</summary>
    public const string SeveralDocuments = "PVT107";

    /// <summary>Nested too deeply, or too many values.</summary>
    public const string TooLarge = "PVT108";

    /// <summary>The file is empty, or its top is not a map.</summary>
    public const string NotAnExperiment = "PVT109";

    /// <summary>A key that is a map or a list, or empty.</summary>
    public const string KeyNotText = "PVT110";

    /// <summary>Files extend each other in a circle.</summary>
    public const string ExtendsCycle = "PVT111";

    /// <summary>A <c>--set</c> argument that is not <c>path=value</c>.</summary>
    public const string BadSet = "PVT112";

    /// <summary><c>${...}</c>, which this version does not carry out.</summary>
    public const string Interpolation = "PVT113";

    // 200-299: names, types, ranges (binder, validators).

    /// <summary>A key the language does not know at this place.</summary>
    public const string UnknownKey = "PVT201";

    /// <summary>A value of the wrong type.</summary>
    public const string WrongType = "PVT202";

    /// <summary>A key that must be given is not.</summary>
    public const string MissingKey = "PVT203";

    /// <summary>A number or text outside what is allowed.</summary>
    public const string OutOfRange = "PVT204";

    /// <summary>A word that is not one of the known ones.</summary>
    public const string UnknownWord = "PVT205";

    /// <summary>Two values that do not fit each other.</summary>
    public const string Relation = "PVT206";

    /// <summary>A part of the language that this version does not carry out.</summary>
    public const string NotAvailable = "PVT207";

    /// <summary>A key of another kind of stage, source or format.</summary>
    public const string KeyOfOtherKind = "PVT208";

    /// <summary>A name with characters that names cannot have.</summary>
    public const string BadName = "PVT209";

    /// <summary>A word or number that YAML 1.1 and 1.2 read differently (<c>yes</c>, <c>on</c>, <c>010</c>).</summary>
    public const string Ambiguous = "PVT210";

    // 300-399: references between parts (compiler).

    /// <summary>A stage that does not exist.</summary>
    public const string UnknownStage = "PVT301";

    /// <summary>A model that does not exist.</summary>
    public const string UnknownModel = "PVT302";

    /// <summary>A data source that does not exist.</summary>
    public const string UnknownData = "PVT303";

    /// <summary>A view that the data source does not have.</summary>
    public const string UnknownView = "PVT304";

    /// <summary>A stage that cannot read the rows of the view it names.</summary>
    public const string WrongRows = "PVT305";

    /// <summary>A stage named as a start that leaves no model behind.</summary>
    public const string NotTraining = "PVT306";

    /// <summary>Stages that wait for each other.</summary>
    public const string Cycle = "PVT307";

    /// <summary>A stage whose model cannot be told.</summary>
    public const string NoModel = "PVT308";

    /// <summary>A stage that needs a part its model lacks.</summary>
    public const string PartMissing = "PVT309";

    /// <summary>A metric that no stage produces.</summary>
    public const string UnknownMetric = "PVT310";

    /// <summary>An override of something that is not in the spec.</summary>
    public const string UnknownPath = "PVT311";

    /// <summary>An axis without values, or with a value twice.</summary>
    public const string BadAxis = "PVT312";

    /// <summary>More trials than the compiler takes on.</summary>
    public const string TooManyTrials = "PVT313";

    /// <summary>Two arms that come to the same work (warning).</summary>
    public const string SameArms = "PVT314";

    /// <summary>A value that changes nothing (warning).</summary>
    public const string NoEffect = "PVT315";

    /// <summary>An arm and an axis that set the same value.</summary>
    public const string ArmAgainstAxis = "PVT316";

    // 400-499: files (preflight). What an inspector finds brings its own numbers of this range.

    /// <summary>The file of class names is missing, unreadable or empty.</summary>
    public const string ClassFile = "PVT401";
}
