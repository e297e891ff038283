"""Findings → one checked dossier and its JSON."""

from rashomon.dossier.assemble import assemble
from rashomon.dossier.encode import dossier_json, to_json, to_jsonl
from rashomon.dossier.load import checked, load
from rashomon.dossier.verify import Verification, verify

__all__ = ["Verification", "assemble", "checked", "dossier_json", "load", "to_json", "to_jsonl", "verify"]
