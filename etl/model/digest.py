"""Content ids: the same parts give the same id on every machine and in every build."""

from __future__ import annotations

import hashlib


def digest(*parts: str) -> str:
    """SHA-256 of length-prefixed parts, in hex: ("ab", "c") and ("a", "bc") never collide."""
    hasher = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        hasher.update(len(raw).to_bytes(8, "big"))
        hasher.update(raw)
    return hasher.hexdigest()


def short_id(prefix: str, *parts: str) -> str:
    """A readable id, such as st_0123456789abcdef: 64 bits of the digest behind a prefix that tells what it names."""
    return f"{prefix}_{digest(*parts)[:16]}"
