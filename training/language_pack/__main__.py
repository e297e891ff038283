"""``python -m training.language_pack``: the corpora → the pack, in one command that resumes where it was cut off."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.language_pack.corpora import training_corpora
from training.language_pack.export import original_to_onnx, package, quantise, to_onnx
from training.language_pack.train import Settings, train
from training.language_pack.weights import pretrained
from training.language_pack.windows import label_lists

from rashomon.language import PACK


def main() -> None:
    """Train, export, quantise and package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder that holds data/train")
    parser.add_argument("--work", type=Path, default=Path("training/.work"), help="checkpoints and caches")
    parser.add_argument("--out", type=Path, default=PACK)
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    parser.add_argument("--held-out", action="store_true", help="leave the development parts out, to choose settings")
    parser.add_argument("--version", default="0.2.0")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    corpora = training_corpora(options.shared / "data" / "train", held_out=options.held_out)
    labels = label_lists(sentence for treebank in corpora.treebanks for sentence in treebank)
    original = pretrained(options.work)
    network = train(corpora, labels, original, options.work, Settings(epochs=options.epochs))
    fp32, int8 = options.work / "fp32.onnx", options.work / "int8.onnx"
    original_to_onnx(original, options.work / "original.onnx")
    to_onnx(network, fp32)
    quantise(fp32, int8)
    tokenizer = original / "tokenizer.json"
    package(network, labels, fp32, tokenizer, options.work / "pack-fp32", options.version)
    package(network, labels, int8, tokenizer, options.out, options.version)
    print(f"the pack is in {options.out}; measure it with python -m training.language_pack.evaluate")


if __name__ == "__main__":
    main()
