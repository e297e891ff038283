"""The network: MiniLM-L6 with a word-shape embedding and linear heads, and the biaffine parser of Dozat & Manning
(2017)."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from training.language_pack.windows import Labels
from transformers import BertModel

from rashomon.language.shape import NO_WORD, SHAPES

WIDTH = 384
ARC, RELATION = 256, 64
TAGS = ("upos", "xpos", "feats", "lemma", "ner")


class Network(nn.Module):
    """All heads over one pass of the encoder. Shapes: b windows, L pieces, n words, 384 wide."""

    def __init__(self, labels: Labels, pretrained: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(str(pretrained), add_pooling_layer=False, attn_implementation="eager")
        # The vocabulary is uncased and small corpora cannot improve it: its embeddings stay as they are.
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        self.shape = nn.Embedding(SHAPES, WIDTH, padding_idx=NO_WORD)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.drop = nn.Dropout(0.15)
        self.tags = nn.ModuleDict({kind: nn.Linear(WIDTH, len(getattr(labels, kind))) for kind in TAGS})
        self.sent = nn.Linear(WIDTH, 2)
        self.ad, self.ah = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.rd, self.rh = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        self.aw = nn.Linear(ARC, ARC, bias=False)
        nn.init.eye_(self.aw.weight)
        self.ahb = nn.Linear(ARC, 1)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.U = nn.Parameter(torch.randn(len(labels.rel), RELATION + 1, RELATION + 1) * 0.02)
        self.vec = nn.Linear(WIDTH, WIDTH, bias=False)
        nn.init.eye_(self.vec.weight)

    def encode(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Hidden states [b, L, 384]."""
        embedded = self.bert.embeddings.word_embeddings(pieces) + self.shape(shapes)
        hidden: Tensor = self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return hidden

    @staticmethod
    def words(hidden: Tensor, first: Tensor) -> Tensor:
        """The states [b, n, 384] of the words' first pieces."""
        return torch.gather(hidden, 1, first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))

    def arcs(self, words: Tensor, same_sentence: Tensor) -> Tensor:
        """Arc scores [b, n, n+1] (column 0 is the root); only words of one sentence can be joined."""
        rooted = torch.cat([self.root.expand(len(words), 1, -1).to(words.dtype), words], 1)
        dependent = self.aw(self._project(self.ad, words))
        head = self._project(self.ah, rooted)
        scores: Tensor = (dependent @ head.transpose(1, 2) + self.ahb(head).transpose(1, 2)).float() / 8
        allowed = torch.cat([torch.ones(*words.shape[:2], 1, dtype=torch.bool), same_sentence], 2)
        return scores.masked_fill(~allowed, -1e4)

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """Relation scores [b, n, relations] for the given heads [b, n]."""
        rooted = torch.cat([self.root.expand(len(words), 1, -1).to(words.dtype), words], 1)
        governors = torch.gather(rooted, 1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, rooted.shape[-1]))
        dependent, governor = self._project(self.rd, words), self._project(self.rh, governors)
        one = torch.ones(*dependent.shape[:2], 1, dtype=dependent.dtype)
        dependent, governor = torch.cat([dependent, one], -1), torch.cat([governor, one], -1)
        return torch.einsum("bni,rij,bnj->bnr", dependent, self.U.to(dependent.dtype), governor)

    def _project(self, layer: nn.Module, states: Tensor) -> Tensor:
        return F.dropout(F.leaky_relu(layer(states), 0.1), 0.25, self.training)


class Exported(nn.Module):
    """What the run time needs of a trained network, in the order of ``OUTPUTS``. One window at a time, no mask."""

    OUTPUTS = (
        "hidden", "upos", "xpos", "feats", "lemma", "names", "starts",
        "arc_dependent", "arc_head", "arc_bias", "relation_mixed", "relation_head",
    )  # fmt: skip

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        # [relations, r+1, r+1] as one matrix: the run time is left with a dot product a label.
        self.mix: Tensor
        self.register_buffer("mix", network.U.detach().permute(1, 0, 2).reshape(RELATION + 1, -1).contiguous())

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Inputs [1, L], [1, L], [1, n]."""
        net = self.network
        hidden = net.encode(pieces, shapes, torch.ones_like(pieces))
        words = net.words(hidden, first)
        starts = net.sent(words)
        tags = {kind: net.tags[kind](words) for kind in TAGS}
        arc_head = F.leaky_relu(net.ah(words), 0.1)
        relation = F.leaky_relu(net.rd(words), 0.1)
        relation = torch.cat([relation, torch.ones_like(relation[..., :1])], -1) @ self.mix
        return (
            hidden,
            *(tags[kind].argmax(-1) for kind in ("upos", "xpos", "feats", "lemma")),
            tags["ner"],
            starts[..., 1] - starts[..., 0],
            net.aw(F.leaky_relu(net.ad(words), 0.1)),
            arc_head,
            net.ahb(arc_head),
            relation,
            F.leaky_relu(net.rh(words), 0.1),
        )
