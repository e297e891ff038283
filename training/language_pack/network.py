"""The network: MiniLM-L6 with a word-shape embedding, linear heads over a learned mix of its layers (Peters et al.
2018), the biaffine parser of Dozat & Manning (2017), and a biaffine scorer of predicate arguments."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from training.language_pack.windows import Labels
from transformers import BertModel

from rashomon.language.shape import NO_WORD, SHAPES

WIDTH = 384
ARC, RELATION, ROLE = 320, 96, 64
TAGS = ("upos", "xpos", "feats", "lemma", "ner", "kind", "predicate")


class Network(nn.Module):
    """All heads over one pass of the encoder. Shapes: b windows, L pieces, n words, 384 wide."""

    def __init__(self, labels: Labels, pretrained: Path) -> None:
        super().__init__()
        # No dropout of attention weights: it costs a sixth of the time on a CPU and the other dropouts do its work.
        self.bert = BertModel.from_pretrained(
            str(pretrained), add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        # The vocabulary is uncased and small corpora cannot improve it: its embeddings stay as they are.
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        self.shape = nn.Embedding(SHAPES, WIDTH, padding_idx=NO_WORD)
        nn.init.normal_(self.shape.weight, std=0.02)
        layers = self.bert.config.num_hidden_layers + 1
        # The last layers begin with most of the weight; the vectors have a mix of their own.
        self.mix = nn.Parameter(torch.linspace(-2, 1, layers).repeat(2, 1))
        self.word = nn.Linear(2 * WIDTH, WIDTH)
        with torch.no_grad():
            self.word.weight.mul_(0.1).add_(torch.cat([torch.eye(WIDTH), torch.zeros(WIDTH, WIDTH)], 1))
        self.drop = nn.Dropout(0.2)
        self.tags = nn.ModuleDict({kind: nn.Linear(WIDTH, len(getattr(labels, kind))) for kind in TAGS})
        self.sent = nn.Linear(WIDTH, 2)
        self.ad, self.ah = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.rd, self.rh = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        self.aw = nn.Linear(ARC, ARC, bias=False)
        nn.init.eye_(self.aw.weight)
        self.ahb = nn.Linear(ARC, 1)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.U = nn.Parameter(torch.randn(len(labels.rel), RELATION + 1, RELATION + 1) * 0.02)
        self.sd, self.sa = nn.Linear(WIDTH, ROLE), nn.Linear(WIDTH, ROLE)
        self.S = nn.Parameter(torch.randn(len(labels.role), ROLE + 1, ROLE + 1) * 0.02)
        self.vec = nn.Linear(WIDTH, WIDTH, bias=False)
        nn.init.eye_(self.vec.weight)

    def encode(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """States [b, L, 384]: those that the words are read from, and those of the sentence vectors."""
        embedded = self.bert.embeddings.word_embeddings(pieces) + self.shape(shapes)
        output = self.bert(inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True)
        layers = torch.stack(output.hidden_states).flatten(1)
        mixed, vectors = (self.mix.softmax(1) @ layers).unflatten(1, embedded.shape)
        return mixed, vectors

    def words(self, mixed: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """The words' states [b, n, 384], from their first and last pieces."""
        ends = [torch.gather(mixed, 1, at.unsqueeze(-1).expand(-1, -1, WIDTH)) for at in (first, last)]
        states: Tensor = self.word(torch.cat(ends, -1))
        return states

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

    def roles(self, words: Tensor, predicates: Tensor) -> Tensor:
        """Argument scores [b, p, n, roles] of every word n for each of the predicates [b, p] (word indices)."""
        chosen = torch.gather(words, 1, predicates.unsqueeze(-1).expand(-1, -1, WIDTH))
        predicate, argument = self._project(self.sd, chosen), self._project(self.sa, words)
        predicate, argument = (torch.cat([side, torch.ones_like(side[..., :1])], -1) for side in (predicate, argument))
        mixed = torch.einsum("bpi,rij->bprj", predicate, self.S.to(predicate.dtype))
        return torch.einsum("bprj,bnj->bpnr", mixed, argument)

    def _project(self, layer: nn.Module, states: Tensor) -> Tensor:
        return F.dropout(F.leaky_relu(layer(states), 0.1), 0.25, self.training)


class Exported(nn.Module):
    """What the run time needs of a trained network, in the order of ``OUTPUTS``. One window at a time, no mask."""

    OUTPUTS = (
        "hidden", "upos", "xpos", "feats", "lemma", "names", "kinds", "predicates", "starts",
        "arc_dependent", "arc_head", "arc_bias", "relation_mixed", "relation_head", "role_predicate", "role_argument",
    )  # fmt: skip

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        # [relations, r+1, r+1] as one matrix: the run time is left with a dot product a label.
        self.mix: Tensor
        self.register_buffer("mix", network.U.detach().permute(1, 0, 2).reshape(RELATION + 1, -1).contiguous())

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Inputs [1, L], [1, L], [1, n], [1, n]."""
        net = self.network
        mixed, hidden = net.encode(pieces, shapes, torch.ones_like(pieces))
        words = net.words(mixed, first, last)
        starts = net.sent(words)
        tags = {kind: net.tags[kind](words) for kind in TAGS}
        arc_head = F.leaky_relu(net.ah(words), 0.1)
        relation = F.leaky_relu(net.rd(words), 0.1)
        relation = torch.cat([relation, torch.ones_like(relation[..., :1])], -1) @ self.mix
        return (
            hidden,
            *(tags[kind].argmax(-1) for kind in ("upos", "xpos", "feats", "lemma")),
            tags["ner"],
            tags["kind"],
            tags["predicate"].argmax(-1),
            starts[..., 1] - starts[..., 0],
            net.aw(F.leaky_relu(net.ad(words), 0.1)),
            arc_head,
            net.ahb(arc_head),
            relation,
            F.leaky_relu(net.rh(words), 0.1),
            F.leaky_relu(net.sd(words), 0.1),
            F.leaky_relu(net.sa(words), 0.1),
        )
