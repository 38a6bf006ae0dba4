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

    /// <summary><c>${...}</c> that names nothing, goes in a circle, is broken off, or stands where none may.</summary>
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

    /// <summary>A key of another kind of stage, source or format.</summary>
    public const string KeyOfOtherKind = "PVT208";

    /// <summary>A name with characters that names cannot have.</summary>
    public const string BadName = "PVT209";

    /// <summary>A word or number that YAML 1.1 and 1.2 read differently (<c>yes</c>, <c>on</c>, <c>010</c>).</summary>
    public const string Ambiguous = "PVT210";

    /// <summary>A size, a time or a budget whose unit is missing or unknown (<c>40GB</c>, <c>8h</c>, <c>40 gpu-hours</c>).</summary>
    public const string BadUnit = "PVT211";

    /// <summary>A cron expression that is none.</summary>
    public const string BadCron = "PVT212";

    /// <summary>A time zone that does not exist.</summary>
    public const string BadTimeZone = "PVT213";

    /// <summary>What a claim expects cannot be read.</summary>
    public const string BadExpectation = "PVT214";

    /// <summary>A distribution, a condition or another part of a sweep that cannot be read.</summary>
    public const string BadSweep = "PVT215";

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

    /// <summary>Sweep points that come to the same work and were merged (warning).</summary>
    public const string SamePoints = "PVT317";

    /// <summary>Arms differ in something that they do not declare (warning).</summary>
    public const string Confound = "PVT318";

    /// <summary>Conditions leave no point of a sweep over.</summary>
    public const string EmptySweep = "PVT319";

    /// <summary>An arm that does not exist.</summary>
    public const string UnknownArm = "PVT320";

    // 400-499: files (preflight).

    /// <summary>A file or folder is missing or cannot be read.</summary>
    public const string MissingFile = "PVT401";

    /// <summary>A row of a file is malformed.</summary>
    public const string MalformedRow = "PVT402";

    /// <summary>An image or mask that a row names is missing.</summary>
    public const string MissingImage = "PVT403";

    /// <summary>A split or a class without rows.</summary>
    public const string EmptySplit = "PVT404";

    /// <summary>The classes of the training and the test split differ.</summary>
    public const string SplitsDiffer = "PVT405";

    /// <summary>A file that is not the image or mask it should be.</summary>
    public const string NotAnImage = "PVT406";

    /// <summary>The file of class names is missing, unreadable or empty.</summary>
    public const string ClassFile = "PVT407";

    /// <summary>Only a part of a set's images was looked at (warning).</summary>
    public const string Sampled = "PVT408";

    /// <summary>Rows were mended or left out as the spec declares (warning).</summary>
    public const string RowsChanged = "PVT409";

    /// <summary>A checkpoint that is missing or cannot be read.</summary>
    public const string CheckpointUnreadable = "PVT410";

    /// <summary>A checkpoint whose tensors are not those of the model.</summary>
    public const string CheckpointMismatch = "PVT411";

    /// <summary>A stage needs more memory than the device or <c>run.memory</c> has.</summary>
    public const string MemoryTooSmall = "PVT412";

    /// <summary>The store's disk cannot hold what the plan will write.</summary>
    public const string DiskTooSmall = "PVT413";

    /// <summary>The queue's database cannot be reached.</summary>
    public const string DatabaseUnreachable = "PVT414";

    /// <summary>The device is not there.</summary>
    public const string NoDevice = "PVT415";

    /// <summary>Rows are longer than a model takes.</summary>
    public const string RowsTooLong = "PVT416";

    /// <summary>The plan is forecast to spend more than <c>run.budget</c> (warning).</summary>
    public const string OverBudget = "PVT417";

    /// <summary>A model or a data set that is not on this machine yet; the plan is whole without it and cannot run (warning).</summary>
    public const string ToFetch = "PVT418";

    // 500-599: scripts (F#).

    /// <summary>The F# compiler refuses a script.</summary>
    public const string Script = "PVT501";

    /// <summary>A script that declares no experiment, or more than one.</summary>
    public const string ScriptExperiment = "PVT502";

    /// <summary>A script failed while it ran.</summary>
    public const string ScriptFailed = "PVT503";

    /// <summary>The .NET SDK that scripts need is not there.</summary>
    public const string NoSdk = "PVT504";
}
