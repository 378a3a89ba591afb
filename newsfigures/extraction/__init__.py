"""
The engine: an article's text in, figures with evidence and rejections out.

Pure: no files but its own lexicon and the catalog, no network, no clock, no randomness,
so the same text gives the same figures anywhere.
"""
