"""The nouns of the atlas: frozen, slotted dataclasses without I/O; they import nothing but the standard library."""
