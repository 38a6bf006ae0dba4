using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Interpolation;

/// <summary>What interpolation keeps from variant to variant.</summary>
internal sealed class Memory(DiagnosticBag bag)
{
    private readonly Dictionary<Node, IReadOnlyList<Reference>> _references = [];
    private readonly Dictionary<ScalarNode, Template> _templates = [];
    private readonly Dictionary<Made, Node> _made = [];

    public Placements Placements { get; } = new(bag);

    /// <summary>The circles that have been told, their members in order.</summary>
    public HashSet<string> Circles { get; } = [];

    /// <summary>Whether it has been told that too much is put in.</summary>
    public bool IsTooMuchTold { get; set; }

    public Template TemplateOf(ScalarNode scalar)
    {
        if (!_templates.TryGetValue(scalar, out var template)) _templates[scalar] = template = Template.Parse(scalar.Value);
        return template;
    }

    /// <summary>The distinct references in a node, as far as it is written: what those name may name more.</summary>
    public IReadOnlyList<Reference> ReferencesIn(Node node)
    {
        if (!node.HasReferences) return [];
        if (_references.TryGetValue(node, out var known)) return known;
        IEnumerable<Reference> all = node switch
        {
            ScalarNode scalar => TemplateOf(scalar).References,
            ListNode list => list.Items.SelectMany(ReferencesIn),
            MapNode map => map.Entries.SelectMany(e => ReferencesIn(e.Value)),
            _ => [],
        };
        return _references[node] = all.DistinctBy(r => r.Path).ToList();
    }

    public Node? Find(Node written, IReadOnlyList<Node> targets) => _made.GetValueOrDefault(new Made(written, targets));

    public void Keep(Node written, IReadOnlyList<Node> targets, Node made) => _made[new Made(written, targets)] = made;

    private readonly struct Made(Node written, IReadOnlyList<Node> targets) : IEquatable<Made>
    {
        private readonly Node _written = written;
        private readonly IReadOnlyList<Node> _targets = targets;

        public bool Equals(Made other) => ReferenceEquals(_written, other._written) && _targets.SequenceEqual(other._targets);

        public override bool Equals(object? obj) => obj is Made other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.Add(_written);
            foreach (var target in _targets) hash.Add(target);
            return hash.ToHashCode();
        }
    }
}
