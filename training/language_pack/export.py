"""A trained network → the pack: ONNX, int8, packaged as a spaCy pipeline."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import spacy
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F
from training.language_pack.network import Exported, Network
from training.language_pack.windows import Labels
from transformers import BertModel

from rashomon.language.component import NAME, Reader
from rashomon.language.encoder import BIAFFINE, LABELS, MODEL, PIECES

LICENCE = Path(__file__).parent / "LICENSE-PACK"


def to_onnx(network: Network, path: Path) -> None:
    """Write the network in fp32."""
    exported = Exported(network).eval()
    pieces = torch.randint(1000, 20000, (1, 30))
    inputs = (pieces, torch.randint(1, 7, (1, 30)), torch.arange(1, 21)[None], torch.arange(1, 21)[None])
    axes = {"pieces": {1: "pieces"}, "shapes": {1: "pieces"}, "first": {1: "words"}, "last": {1: "words"}}
    axes |= {name: {1: "pieces" if name == "hidden" else "words"} for name in Exported.OUTPUTS}
    torch.onnx.export(
        exported,
        inputs,
        str(path),
        input_names=["pieces", "shapes", "first", "last"],
        output_names=list(Exported.OUTPUTS),
        opset_version=17,
        dynamo=False,
        dynamic_axes=axes,
    )


class _Original(nn.Module):
    """MiniLM-L6 as it was: pieces [1, L] → hidden states [1, L, 384]."""

    def __init__(self, pretrained: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(str(pretrained), add_pooling_layer=False, attn_implementation="eager")

    def forward(self, pieces: Tensor) -> Tensor:
        hidden: Tensor = self.bert(input_ids=pieces, attention_mask=torch.ones_like(pieces)).last_hidden_state
        return hidden


def original_to_onnx(pretrained: Path, path: Path) -> None:
    """Write the original encoder, against which ``evaluate`` holds the sentence vectors. It is not shipped."""
    torch.onnx.export(
        _Original(pretrained).eval(),
        (torch.randint(1000, 20000, (1, 30)),),
        str(path),
        input_names=["pieces"],
        output_names=["hidden"],
        opset_version=17,
        dynamo=False,
        dynamic_axes={"pieces": {1: "pieces"}, "hidden": {1: "pieces"}},
    )


def quantise(source: Path, target: Path) -> None:
    """int8 for the encoder's products, per channel, and for its word table, per row; the heads stay in fp32.

    ``reduce_range`` keeps CPUs without VNNI from saturating (ONNX Runtime, "Quantize ONNX models").
    """
    model = onnx.load(str(source))
    _quantise_rows(model.graph, "/word_embeddings/Gather")
    draft = target.with_name(target.name + ".rows")
    onnx.save(model, str(draft))
    heads = [node.name for node in model.graph.node if node.op_type == "MatMul" and "/encoder/" not in node.name]
    quantize_dynamic(
        str(draft),
        str(target),
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul"],
        weight_type=QuantType.QInt8,
        nodes_to_exclude=heads,
    )
    draft.unlink()


def _quantise_rows(graph: onnx.GraphProto, name: str) -> None:
    """The table behind the Gather ``name`` as int8 with a scale a row.

    ONNX Runtime's own quantiser gives a table one scale, which its largest entries decide.
    """
    index, gather = next((index, node) for index, node in enumerate(graph.node) if node.name.endswith(name))
    table = next(tensor for tensor in graph.initializer if tensor.name == gather.input[0])
    rows = numpy_helper.to_array(table)
    scales = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-8).astype(np.float32) / 127
    graph.initializer.remove(table)
    graph.initializer.append(numpy_helper.from_array(np.rint(rows / scales).astype(np.int8), "word_rows"))
    graph.initializer.append(numpy_helper.from_array(scales, "word_scales"))
    pieces, output = gather.input[1], gather.output[0]
    graph.node.remove(gather)
    for place, node in enumerate(
        [
            helper.make_node("Gather", ["word_rows", pieces], ["word_row"]),
            helper.make_node("Gather", ["word_scales", pieces], ["word_scale"]),
            helper.make_node("Cast", ["word_row"], ["word_row_float"], to=TensorProto.FLOAT),
            helper.make_node("Mul", ["word_row_float", "word_scale"], [output]),
        ]
    ):
        graph.node.insert(index + place, node)


def package(network: Network, labels: Labels, model: Path, tokenizer: Path, folder: Path, version: str) -> None:
    """Write the spaCy pipeline to ``folder``, which is replaced."""
    draft = folder.with_name(folder.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    parts = draft / "parts"
    parts.mkdir(parents=True)
    shutil.copy(model, parts / MODEL)
    pieces = json.loads(tokenizer.read_text(encoding="utf-8"))
    pieces |= {"padding": None, "truncation": None}
    (parts / PIECES).write_text(json.dumps(pieces, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    (parts / LABELS).write_text(json.dumps(asdict(labels), ensure_ascii=False, indent=0), encoding="utf-8")
    np.savez_compressed(parts / BIAFFINE, allow_pickle=False, **_side_weights(network))
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "rashomon.ewt.v1"}}})
    reader = nlp.add_pipe(NAME)
    assert isinstance(reader, Reader)
    reader.from_disk(parts)
    nlp.meta.update(
        name="rashomon",
        version=version,
        description="Sentences, tags, morphology, lemmas, dependencies, names and sentence vectors for English news",
        license="CC BY-SA 4.0",
        author="The Rashomon authors",
    )
    finished = draft / "pack"
    nlp.to_disk(finished, exclude=["tokenizer"])
    shutil.copy(LICENCE, finished / "LICENSE")
    shutil.rmtree(folder, ignore_errors=True)
    finished.rename(folder)
    shutil.rmtree(draft)


def _side_weights(network: Network) -> dict[str, NDArray[np.float32]]:
    """The root's side of the biaffine products, and the projection of the sentence vectors."""
    root = network.root[None]
    arc = F.leaky_relu(network.ah(root), 0.1)
    weights = {
        "arc_root": arc,
        "arc_root_bias": network.ahb(arc)[0],
        "relation_root": F.leaky_relu(network.rh(root), 0.1),
        "role": network.S,
        "vector": network.vec.weight,
    }
    return {name: weight.detach().numpy() for name, weight in weights.items()}
