namespace Pivot.Runner.Models.Language;

/// <summary>How a model's rotary frequencies are stretched so that it reads longer texts than it was first trained on (rope_scaling).</summary>
public abstract record RopeScaling
{
    /// <summary>Its name in config.json (rope_type).</summary>
    public abstract string Kind { get; }

    /// <summary>The stretched frequency.</summary>
    /// <param name="frequency">The plain one, in radians a token.</param>
    public abstract double Stretch(double frequency);

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public abstract void Check();
}
