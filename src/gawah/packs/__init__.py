"""Weights and tables of the language packs, under their own licence (see LICENSE and MODEL_CARD.md in each)."""
