"""Content ids: the same parts give the same id on every machine and in every build."""

from __future__ import annotations

import hashlib


def digest(*parts: str) -> str:
    """SHA-256 of length-prefixed parts, in hex: ("ab", "c") and ("a", "bc") never collide."""
    raw = [part.encode("utf-8", "surrogatepass") for part in parts]
    return hashlib.sha256(b"".join([piece for each in raw for piece in (len(each).to_bytes(8, "big"), each)])).hexdigest()


def short_id(prefix: str, *parts: str) -> str:
    """A readable id, such as st_0123456789abcdef: 64 bits of the digest behind a prefix that tells what it names."""
    return f"{prefix}_{digest(*parts)[:16]}"
