"""Where reports come from. Each adapter yields decoded reports, or failures by name; nothing here reads a page's
content."""

from rashomon.sources.files import read
from rashomon.sources.report import Given, RawReport

__all__ = ["Given", "RawReport", "read"]
