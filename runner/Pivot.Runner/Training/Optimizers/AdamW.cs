using TorchSharp;
using TorchSharp.Modules;

namespace Pivot.Runner.Training.Optimizers;

/// <summary>
/// AdamW with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101, algorithm 2), number for number torch.optim.AdamW.
/// </summary>
/// <remarks>
/// Ours instead of TorchSharp's because its state must be saved and loaded to the bit under the parameters' own names. A parameter without a
/// gradient is skipped, its decay included, as in PyTorch.
/// </remarks>
public sealed class AdamW : IDisposable
{
    private sealed record Slot(string Name, Parameter Parameter, torch.Tensor Mean, torch.Tensor Square)
    {
        public long Steps { get; set; }
    }

    private readonly List<(ParameterGroup Group, List<Slot> Slots)> _groups;
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;

    /// <summary>Makes the optimizer with zero moments.</summary>
    /// <param name="groups">What is trained; no parameter twice.</param>
    /// <param name="beta1">Decay of the first moment, in [0, 1).</param>
    /// <param name="beta2">Decay of the second moment, in [0, 1).</param>
    /// <param name="epsilon">Added to the root of the second moment.</param>
    public AdamW(IReadOnlyList<ParameterGroup> groups, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
    {
        (_beta1, _beta2, _epsilon) = (beta1, beta2, epsilon);
        _groups = [.. groups.Select(g => (g, g.Parameters.Select(p => new Slot(
            p.Name, p.Parameter, Moment(p.Parameter), Moment(p.Parameter))).ToList()))];
    }

    /// <summary>All trained parameters.</summary>
    public IEnumerable<Parameter> Parameters => _groups.SelectMany(g => g.Slots.Select(s => s.Parameter));

    /// <summary>Drops the gradients; the next backward writes fresh ones.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in Parameters) parameter.grad = null;
    }

    /// <summary>One update. The caller has clipped the gradients.</summary>
    /// <param name="rateFactor">The schedule's factor on every group's peak rate, in [0, 1].</param>
    public void Step(double rateFactor)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        foreach (var (group, slots) in _groups)
        {
            var rate = group.LearningRate * rateFactor;
            foreach (var slot in slots) Update(slot, rate, group.WeightDecay);
        }
    }

    /// <summary>The moments and step counts by parameter name, for a checkpoint. The tensors are the live ones: do not dispose or change them.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> State()
    {
        var state = new Dictionary<string, torch.Tensor>();
        foreach (var slot in _groups.SelectMany(g => g.Slots))
        {
            state[$"{slot.Name}.exp_avg"] = slot.Mean;
            state[$"{slot.Name}.exp_avg_sq"] = slot.Square;
            state[$"{slot.Name}.step"] = torch.tensor(slot.Steps);
        }
        return state;
    }

    /// <summary>Takes the moments and step counts out of a checkpoint.</summary>
    /// <exception cref="KeyNotFoundException">A parameter's state is not in it.</exception>
    public void Load(IReadOnlyDictionary<string, torch.Tensor> state)
    {
        using var noGrad = torch.no_grad();
        foreach (var slot in _groups.SelectMany(g => g.Slots))
        {
            slot.Mean.copy_(state[$"{slot.Name}.exp_avg"]);
            slot.Square.copy_(state[$"{slot.Name}.exp_avg_sq"]);
            slot.Steps = state[$"{slot.Name}.step"].item<long>();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in _groups.SelectMany(g => g.Slots))
        {
            slot.Mean.Dispose();
            slot.Square.Dispose();
        }
    }

    private static torch.Tensor Moment(Parameter parameter) =>
        torch.zeros_like(parameter, requires_grad: false).DetachFromDisposeScope();

    private void Update(Slot slot, double rate, double weightDecay)
    {
        var gradient = slot.Parameter.grad;
        if (gradient is null) return;
        slot.Steps++;
        if (weightDecay != 0) slot.Parameter.mul_(1 - rate * weightDecay);
        slot.Mean.lerp_(gradient, 1 - _beta1);
        slot.Square.mul_(_beta2).addcmul_(gradient, gradient, 1 - _beta2);
        var correction1 = 1 - Math.Pow(_beta1, slot.Steps);
        var correction2 = Math.Sqrt(1 - Math.Pow(_beta2, slot.Steps));
        var denominator = slot.Square.sqrt().div_(correction2).add_(_epsilon);
        slot.Parameter.addcdiv_(slot.Mean, denominator, -rate / correction1);
    }
}
