"""Engines: the same step, reading a document, over many documents; only what changed since the last build is read again."""
