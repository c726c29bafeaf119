"""Made registers and the damaged, flattened texts that come from them, with the exact truth. Not shipped.

The flat-text reader's weights are fitted on these, confidence is calibrated on them, and laws are tested with them.

    phrases/*.toml, forms/*.toml ──registers──▶ Register ──flatten──▶ Sample ──damage──▶ Sample

`make_sample(seed)` does all of it; `python -m training SEED` prints one to look at.
"""

from training.damage import lose
from training.flatten import flatten, make_style
from training.registers import make_register
from training.sample import Piece, Sample
from training.samples import make_sample

__all__ = ["Piece", "Sample", "flatten", "lose", "make_register", "make_sample", "make_style"]
