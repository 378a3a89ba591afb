"""newsfigures: the figures that news articles state about the economics of AI, with their words."""

__version__ = "0.1.0"
