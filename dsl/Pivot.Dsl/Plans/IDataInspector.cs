using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans;

/// <summary>Looks at the data a plan reads before anything runs. The compiler asks once per distinct view.</summary>
public interface IDataInspector
{
    /// <summary>Digest of the view's content, and what is wrong with it.</summary>
    DataInspection Inspect(DataView view);
}
