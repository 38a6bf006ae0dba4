using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;

namespace Pivot.Runner.Data.Sources;

/// <summary>What is wrong with a view, the first of them told and the others counted, and what is remarked.</summary>
internal sealed class ProblemList
{
    private readonly List<DataProblem> _told = [];
    private readonly List<DataProblem> _remarks = [];
    private int _more;

    public IReadOnlyList<DataProblem> Remarks => _remarks;

    public void Remark(string code, string message) => _remarks.Add(new DataProblem(code, message));

    public IReadOnlyList<DataProblem> All => _more == 0 ? _told : [.. _told, new DataProblem(_told[^1].Code, $"and {_more} more like these")];

    public void AddAbsent(string path, string message)
    {
        if (_told.Count >= DataInspector.MostProblems) _more++;
        else _told.Add(new DataProblem(DiagnosticCodes.MissingFile, message, "correct the path; relative paths start from the spec's folder") { AbsentPath = path });
    }

    public void Add(string code, string message, string? hint)
    {
        if (_told.Count < DataInspector.MostProblems) _told.Add(new DataProblem(code, message, hint));
        else _more++;
    }
}
