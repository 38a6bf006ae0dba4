namespace Pivot.Dsl.FSharp

/// Where a key and its value stand in the YAML text, and where they were written in the script. Lines and columns begin at 1.
type internal MapEntry =
    { /// Line of the key.
      Line: int
      /// Column of its first character.
      Column: int
      /// Column behind its last character.
      KeyEnd: int
      /// Line on which the value ends.
      EndLine: int
      /// Column behind the value's last character.
      EndColumn: int
      /// Where the key was written, if that is known.
      Place: Place option }
