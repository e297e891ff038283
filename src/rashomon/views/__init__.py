"""Dossier → what people read: one HTML page, a summary for the terminal, a card for notebooks. Nothing is decided
here."""
