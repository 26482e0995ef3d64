"""What the atlas knows of one mark, entity or statement, ready to be read: values, sentences, sources and rivals. No Streamlit.

`cards` holds the shapes the reader draws; every text in them is data, never markup. `books` looks them up in a snapshot.
"""

from dashboard.dossier.books import Dossiers, restricted, source_rows
from dashboard.dossier.cards import Card, Entity, Passage, Position, Rivalry, Source

__all__ = ["Card", "Dossiers", "Entity", "Passage", "Position", "Rivalry", "Source", "restricted", "source_rows"]
