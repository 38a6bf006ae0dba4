using TorchSharp;

namespace Pivot.Runner.Models.Language;

/// <summary>What every block of one forward pass shares.</summary>
/// <param name="Positions">Cosines and sines of the tokens' positions.</param>
/// <param name="AdditiveMask">Added to the scores, [B, 1, T, S]; null where nothing is hidden or <paramref name="IsCausal"/> says it.</param>
/// <param name="IsCausal">Token i sees tokens 0..i; only without a mask and without earlier tokens.</param>
/// <param name="Cache">Keys and values of earlier tokens, or null.</param>
internal sealed record DecoderPass(RotaryPositions Positions, torch.Tensor? AdditiveMask, bool IsCausal, KeyValueCache? Cache);
