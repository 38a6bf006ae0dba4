namespace Pivot.Dsl.Diagnostics;

/// <summary>The numbers of all diagnostics, in ranges by the pass that finds them.</summary>
public static class DiagnosticCodes
{
    // 100-199: text and nodes (reader). 200-299: names, types, ranges (binder, validators). 300-399: references between parts (compiler).
    // 400-499: files (preflight).
}
