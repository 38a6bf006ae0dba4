namespace Pivot.Runner.Training;

/// <summary>What an objective remembers from step to step besides the model: saved with a checkpoint, so that a training goes on to the same bytes.</summary>
public interface IObjectiveState
{
    /// <summary>The numbers by name.</summary>
    IReadOnlyDictionary<string, double> Values { get; }

    /// <summary>Goes on from numbers that were saved.</summary>
    /// <param name="values">What <see cref="Values"/> gave.</param>
    /// <exception cref="KeyNotFoundException">A number is not there.</exception>
    void Restore(IReadOnlyDictionary<string, double> values);
}
