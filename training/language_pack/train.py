"""Trains all heads together, with a checkpoint after every epoch from which a run goes on."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F
from training.language_pack.corpora import Corpora, Sentence
from training.language_pack.network import TAGS, Network
from training.language_pack.renaming import Renamer
from training.language_pack.windows import IGNORE, Encoder, Example, Labels, cut
from transformers import BertModel


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides a run beside the data and the code."""

    epochs: int = 8
    seed: int = 7
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    pieces_a_batch: int = 1024
    vector_weight: float = 2.0
    similarity_weight: float = 10.0
    averaging: float = 0.998
    renamed: float = 0.0
    """Share of the windows that get other names (``renaming.py``); docs/model-card.md says what it gains and costs."""
    threads: int = 2


def pieces_of(pretrained: Path) -> Tokenizer:
    """MiniLM's word-piece tokenizer, without padding and truncation."""
    tokenizer = Tokenizer.from_file(str(pretrained / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def teacher_vectors(sentences: Sequence[Sentence], pretrained: Path, cache: Path) -> Tensor:
    """The original encoder's sentence vectors [sentences, 384], unit length: what the distillation loss keeps."""
    if cache.exists():
        return torch.from_numpy(np.load(cache))
    teacher = BertModel.from_pretrained(str(pretrained), add_pooling_layer=False).train(mode=False)
    pieces = pieces_of(pretrained)
    table = np.zeros((len(sentences), 384), np.float32)
    order = sorted(range(len(sentences)), key=lambda row: len(sentences[row].words))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(order), 64):
            rows = order[start : start + 64]
            ids = [pieces.encode(list(sentences[row].words), is_pretokenized=True).ids[:256] for row in rows]
            padded = _pad(ids)
            mask = (padded != 0).long()
            hidden = teacher(input_ids=padded, attention_mask=mask).last_hidden_state.float()
            mean = (hidden * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
            table[rows] = F.normalize(mean, dim=-1).numpy()
    np.save(cache, table)
    return torch.from_numpy(table)


def train(
    corpora: Corpora,
    labels: Labels,
    pretrained: Path,
    work: Path,
    settings: Settings,
) -> Network:
    """The trained network, its weights averaged over the run's end (exponential moving average)."""
    running, single = [*corpora.treebanks, corpora.pages], corpora.names
    torch.set_num_threads(settings.threads)
    _seed(settings.seed)
    everything = [sentence for corpus in running for sentence in corpus] + list(single)
    vectors = teacher_vectors(everything, pretrained, work / "teacher.npy")
    encoder = Encoder(pieces_of(pretrained), labels)
    renamer = Renamer(everything, settings.renamed)
    network = Network(labels, pretrained)
    heads = [parameter for name, parameter in network.named_parameters() if not name.startswith("bert")]
    body = [p for name, p in network.named_parameters() if name.startswith("bert") and p.requires_grad]
    groups = [{"params": body, "lr": settings.encoder_rate}, {"params": heads, "lr": settings.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = settings.epochs * len(_batches(running, single, encoder, renamer, settings))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, step / 100) * max(0.02, 1 - step / steps)
    )
    checkpoint = work / "checkpoint.pt"
    begin, step = 0, 0
    averaged = {name: value.detach().clone() for name, value in network.state_dict().items()}
    if checkpoint.exists():
        state = torch.load(checkpoint)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        begin, step, averaged = state["epochs"], state["steps"], state["averaged"]
    for epoch in range(begin, settings.epochs):
        _seed(settings.seed + 100 + epoch)
        network.train()
        began = time.time()
        totals: dict[str, float] = defaultdict(float)
        batches = _batches(running, single, encoder, renamer, settings)
        for batch in batches:
            losses = _losses(network, batch, vectors, settings)
            optimiser.zero_grad()
            torch.autograd.backward(torch.stack(list(losses.values())).sum())
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            _average(averaged, network, min(settings.averaging, step / (step + 10)))
            for name, loss in losses.items():
                totals[name] += float(loss.detach()) / len(batches)
        state = {
            "network": network.state_dict(),
            "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(),
            "averaged": averaged,
            "steps": step,
        }
        torch.save({**state, "epochs": epoch + 1}, f"{checkpoint}.new")
        Path(f"{checkpoint}.new").replace(checkpoint)
        shown = " ".join(f"{name} {value:.3f}" for name, value in totals.items())
        print(f"epoch {epoch + 1} of {settings.epochs}, {time.time() - began:.0f} s: {shown}", flush=True)
    network.load_state_dict(averaged)
    return network


def _average(averaged: dict[str, Tensor], network: Network, keep: float) -> None:
    with torch.no_grad():
        for name, value in network.named_parameters():
            if value.requires_grad:
                averaged[name].lerp_(value, 1 - keep)


def _seed(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def _batches(
    running: Sequence[Sequence[Sentence]],
    single: Sequence[Sentence],
    encoder: Encoder,
    renamer: Renamer,
    settings: Settings,
) -> list[list[Example]]:
    """An epoch's batches: windows of like length together, at most ``pieces_a_batch`` pieces with their padding."""
    examples: list[Example] = []
    row = 0
    for corpus, is_running in [*((corpus, True) for corpus in running), (single, False)]:
        for window in cut(corpus, running=is_running):
            sentences = [corpus[index] for index in window]
            read = renamer.window(sentences)
            # The teacher has not read the sentences with new names.
            rows = [row + index if now is was else -1 for index, now, was in zip(window, read, sentences, strict=True)]
            example = encoder.example(read, rows)
            if example is not None:
                examples.append(example)
        row += len(corpus)
    examples.sort(key=lambda example: len(example.pieces) + random.random() * 8)
    batches: list[list[Example]] = [[]]
    for example in examples:
        longest = max(len(other.pieces) for other in [*batches[-1], example])
        if batches[-1] and longest * (len(batches[-1]) + 1) > settings.pieces_a_batch:
            batches.append([])
        batches[-1].append(example)
    random.shuffle(batches)
    return batches


def _pad(rows: Sequence[Sequence[int]], filler: int = 0) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[filler] * (longest - len(row))] for row in rows])


def _losses(network: Network, batch: Sequence[Example], vectors: Tensor, settings: Settings) -> dict[str, Tensor]:
    columns = {name: [values[name] for values in map(asdict, batch)] for name in asdict(batch[0])}
    pieces, sentence = _pad(columns["pieces"]), _pad(columns["sentence"], -1)
    mask = _pad([[1] * len(row) for row in columns["pieces"]])
    piece_word = _pad(columns["piece_word"])
    losses: dict[str, Tensor] = {}
    with torch.autocast("cpu", torch.bfloat16):
        mixed, hidden = network.encode(pieces, _pad(columns["shapes"]), mask)
        words = network.drop(network.words(mixed, _pad(columns["first"]), _pad(columns["last"])))
        for kind in TAGS:
            losses[kind] = _cross_entropy(network.tags[kind](words), _pad(columns[kind], IGNORE))
        losses["starts"] = _cross_entropy(network.sent(words), _pad(columns["starts"], IGNORE))
        same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
        heads = _pad(columns["heads"], IGNORE)
        if (heads != IGNORE).any():
            losses["arcs"] = _cross_entropy(network.arcs(words, same), heads)
            relations = network.relations(words, heads)
            losses["relations"] = _cross_entropy(relations, _pad(columns["relations"], IGNORE))
        if any(columns["roles"]):
            losses["roles"] = _role_loss(network, words, same, columns["roles"])
        of_word = torch.gather(sentence, 1, (piece_word - 1).clamp(min=0))
        of_piece = torch.where(piece_word > 0, of_word, torch.full_like(piece_word, -1))
        rows = _pad(columns["vectors"], -1)
        member = (of_piece.unsqueeze(1) == torch.arange(rows.shape[1]).view(1, -1, 1)).to(hidden.dtype)
        means = network.vec(member @ hidden / member.sum(-1, keepdim=True).clamp(min=1)).float()
    if not (rows >= 0).any():
        return losses
    ours, theirs = F.normalize(means[rows >= 0], dim=-1), vectors[rows[rows >= 0]]
    losses["vectors"] = settings.vector_weight * (1 - (ours * theirs).sum(-1)).mean()
    # What the vectors are for are their similarities: those within the batch are kept too.
    losses["similarities"] = settings.similarity_weight * F.mse_loss(ours @ ours.T, theirs @ theirs.T)
    return losses


def _role_loss(
    network: Network, words: Tensor, same: Tensor, roles: Sequence[Sequence[tuple[int, int, int]]]
) -> Tensor:
    """Every word of a predicate's sentence is an argument of some kind, or none."""
    predicates = [sorted({predicate for predicate, _, _ in row}) for row in roles]
    padded = _pad([row or [0] for row in predicates], 0)
    labels = torch.full((*padded.shape, words.shape[1]), IGNORE)
    for window, row in enumerate(roles):
        place = {predicate: number for number, predicate in enumerate(predicates[window])}
        for predicate, number in place.items():
            labels[window, number, same[window, predicate]] = 0
        for predicate, argument, label in row:
            labels[window, place[predicate], argument] = label
    return _cross_entropy(network.roles(words, padded), labels)


def _cross_entropy(scores: Tensor, labels: Tensor) -> Tensor:
    if not (labels != IGNORE).any():
        return torch.zeros(())
    return F.cross_entropy(scores.reshape(-1, scores.shape[-1]).float(), labels.reshape(-1), ignore_index=IGNORE)
