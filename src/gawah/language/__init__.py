"""The Universal Dependencies reading of a text: sentences, words, relations, names.

One pack a language, all with the same labels.
"""
