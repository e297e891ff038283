"""Measures quality and speed; every figure comes from one command."""
