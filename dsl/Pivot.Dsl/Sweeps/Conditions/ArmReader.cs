using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Interpolation;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Conditions;

/// <summary>Reads an arm's spec at sweep points, for conditions.</summary>
internal sealed class ArmReader
{
    private static readonly string[] KindWords = ["kind", "source", "format"];

    private readonly Arm _arm;
    private readonly MapNode _tree;
    private readonly LookLimit _limit;
    private readonly Interpolator _interpolator;
    private readonly PointTrees _trees;
    private readonly Dictionary<Override, Node?> _ofArm = [];

    /// <param name="arm">The arm.</param>
    /// <param name="root">The spec.</param>
    /// <param name="tree">The spec of the arm.</param>
    /// <param name="limit">How much may be looked at.</param>
    /// <param name="bag">Receives what is wrong with a condition.</param>
    public ArmReader(Arm arm, MapNode root, MapNode tree, LookLimit limit, DiagnosticBag bag)
    {
        (_arm, _tree, _limit, Bag) = (arm, tree, limit, bag);
        // What is wrong with a point is reported when it is compiled; here it is only looked at.
        var unsaid = new DiagnosticBag();
        _interpolator = new Interpolator(unsaid);
        _trees = new PointTrees(root, _interpolator, unsaid);
    }

    public string Name => _arm.Name;

    public DiagnosticBag Bag { get; }

    public bool MayLookAt(long count, ScalarNode key) => _limit.Allows(count, key);

    /// <summary>What is written at a path, at a point or else in the arm; null where nothing is.</summary>
    public Node? Read(IReadOnlyList<Override> point, Override looked)
    {
        var written = ReadWritten(point, looked);
        return written is not { HasReferences: true } ? written : Overrides.Find(_interpolator.All(_trees.At(_arm, _tree, point)), looked.Segments);
    }

    private Node? ReadWritten(IReadOnlyList<Override> point, Override looked)
    {
        Override? exact = null;
        bool interferes = false;
        foreach (var change in point)
        {
            if (change.Path == looked.Path) exact = change;
            else interferes |= Interferes(change, looked);
        }

        if (interferes) return Overrides.Find(_trees.At(_arm, _tree, point), looked.Segments);
        if (exact is not null && !_trees.IsLeftOut(_tree, exact)) return exact.Value;
        if (!_ofArm.TryGetValue(looked, out var found)) _ofArm[looked] = found = Overrides.Find(_tree, looked.Segments);
        return found;
    }

    /// <summary>Why there is nothing at a path. One that leads nowhere is reported.</summary>
    public Absence WhyAbsent(IReadOnlyList<Override> point, Override looked)
    {
        var there = _trees.At(_arm, _tree, point);
        if (_trees.IsLeftOut(there, looked)) return Absence.CannotBe;
        var found = new DiagnosticBag();
        if (OverridePathCheck.Resolve(there, looked, found, "to ask for") is not null) return Absence.Unwritten;
        if (found.All(d => d.Code == DiagnosticCodes.KeyOfOtherKind)) return Absence.CannotBe;
        foreach (var diagnostic in found) Bag.Add(diagnostic);
        return Absence.Unknown;
    }

    /// <summary>Whether a change of another path may change what is looked at.</summary>
    private static bool Interferes(Override change, Override looked)
    {
        if (change.RemovesStage || change.Segments.Count == 1) return true;
        if (looked.Segments.Count < 2 || change.Segments[0].Value != looked.Segments[0].Value || change.Segments[1].Value != looked.Segments[1].Value) return false;
        bool begins = true;
        for (int i = 2; i < Math.Min(change.Segments.Count, looked.Segments.Count); i++) begins &= change.Segments[i].Value == looked.Segments[i].Value;
        return begins || KindWords.Contains(change.Segments[^1].Value);
    }
}
