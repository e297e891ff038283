"""Fits the ranker of antecedents → ``annotate/antecedents.json``.

The weights are fitted on the treebank's training part; the margin below which a pronoun stays open is chosen on its
development part, where a wrong reading costs as much as three right ones are worth. Same input, same bytes.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from rashomon.annotate import antecedents
from rashomon.language import parse
from training.coreference.corpus import read
from training.coreference.pronouns import Annotated, cases, outcomes
from training.coreference.ranker import fit

TARGET = Path(antecedents.__file__).with_name("antecedents.json")
SOURCE = "UD English-GUM, open genres, with its coreference; CC BY and CC BY-SA; trained by training/coreference"
PENALTY = 4.0
COST = 3
MARGINS = [tenths / 10 for tenths in range(21)]


def documents(shared: Path, part: str) -> list[Annotated]:
    """The documents of a part of the treebank, parsed."""
    texts = read(shared / "data" / "train" / "ud_gum_open" / f"en_gum_open-{part}.conllu")
    return [Annotated(text, parse(text.document.text)) for text in texts]


def count(found: Sequence[Annotated], weights: Mapping[str, float], margin: float) -> Counter[str]:
    """How many pronouns are read rightly, wrongly, or left open."""
    return Counter(outcome for annotated in found for _, outcome in outcomes(annotated, weights, margin))


def most_careful(counts: Mapping[float, Counter[str]]) -> float:
    """The widest margin that is within one standard error of the best (Breiman et al. 1984): few documents decide."""
    scores = {margin: count["right"] - COST * count["wrong"] for margin, count in counts.items()}
    best = max(scores, key=lambda margin: scores[margin])
    number = counts[best].total()
    square = counts[best]["right"] + COST**2 * counts[best]["wrong"] - scores[best] ** 2 / number
    return max(margin for margin, score in scores.items() if score >= scores[best] - math.sqrt(square))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.coreference", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    train, dev, test = (documents(options.shared, part) for part in ("train", "dev", "test"))
    weights = fit([case for annotated in train for case in cases(annotated)], PENALTY)
    margin = most_careful({tried: count(dev, weights, tried) for tried in MARGINS})
    print(f"margin {margin}; dev {dict(count(dev, weights, margin))}; test {dict(count(test, weights, margin))}")
    data = {"source": SOURCE, "margin": margin, "weights": weights}
    TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
