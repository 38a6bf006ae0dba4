using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Plans;

/// <summary>A machine that has none of a spec's files, and says so of each.</summary>
public sealed class AbsentData : IDataInspector
{
    public DataInspection Inspect(DataView view)
    {
        string[] paths = view switch
        {
            RowsView rows => [rows.File, rows.Images],
            ImageNetView net => [net.Train, net.Validation],
            MaskFolderView masks => [masks.TrainImages, masks.TrainMasks, masks.TestImages, masks.TestMasks],
            ImageFolderView folder => [folder.Train, folder.Test],
            _ => [],
        };
        return new(paths.Length == 0 ? "made" : "", "", [.. paths.Select(path => new DataProblem(DiagnosticCodes.MissingFile, $"{path}: no such thing") { AbsentPath = path })]);
    }

    public int? VocabularySize(TokenizerSpec tokenizer, IReadOnlyList<DataView> text) => throw new InvalidOperationException("nothing is there to be counted");

    public CheckpointInspection InspectCheckpoint(string folder, InspectedPart part) => throw new InvalidOperationException($"{folder} is not there to be looked at");
}
