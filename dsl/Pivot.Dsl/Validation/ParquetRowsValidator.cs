using FluentValidation;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Validation;

/// <summary>What a row of a Parquet file is.</summary>
internal sealed class ParquetRowsValidator : AbstractValidator<FieldWords>
{
    public ParquetRowsValidator() => RuleFor(w => w.Rows).OneOf([.. LanguageFieldData.OfRows.Keys]);
}
