namespace Pivot.Runner.Training;

/// <summary>Where a killed training goes on from.</summary>
public interface ITrainingCheckpoint
{
    /// <summary>Loads the newest checkpoint into model and optimizer; gives the number of steps done, 0 when there is none.</summary>
    long Load();

    /// <summary>Saves model, optimizer and position after <paramref name="stepsDone"/> steps, whole or not at all.</summary>
    void Save(long stepsDone);
}
