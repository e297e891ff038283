"""One tree of exceptions. Each message says what happened, where, and what to do next.

RashomonError                 catch this to catch everything that the library raises on purpose
├── InputError                one input could not be read; inside a pile it becomes a ``Failure`` instead
├── NothingToCompare          no report was left
├── OutputExists              an output file is there already and ``--force`` was not given
├── LexiconError              a file under ``lexicon/`` is malformed
├── LanguagePackError         the trained files are missing or damaged
├── ExportError               a dossier cannot be written in the format, scope or finding asked for
└── DossierError              a dossier's JSON is not of a known format
    └── VerificationError     a span does not equal its slice
"""


class RashomonError(Exception):
    """The base of all errors raised on purpose."""


class InputError(RashomonError):
    """One input could not be read. ``code`` is the failure's code in the contract (``empty``, ``binary``,
    ``timeout``, …)."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class NothingToCompare(RashomonError):
    """No report was left after reading all inputs."""


class OutputExists(RashomonError):
    """The output file exists."""


class LexiconError(RashomonError):
    """A language data file is malformed."""


class LanguagePackError(RashomonError):
    """The language pack is missing, damaged or of another version."""


class ExportError(RashomonError):
    """A dossier cannot be exported as asked: an unknown format, scope or finding, or a package that is missing."""


class DossierError(RashomonError):
    """A dossier's JSON cannot be read."""


class VerificationError(DossierError):
    """A span of a dossier does not equal the slice of its document."""
