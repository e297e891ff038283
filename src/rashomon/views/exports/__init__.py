"""A dossier in the formats of other tools, made of the contract's JSON, so that any dossier file can be exported."""

from rashomon.views.exports.findings import SCOPES
from rashomon.views.exports.registry import FORMATS, Format, write

__all__ = ["FORMATS", "SCOPES", "Format", "write"]
