"""Trains the weights by which two claims are held to tell the same fact."""
