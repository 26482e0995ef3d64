"""Problems (the editor's) and errors (the programmer's): one table of codes, both languages, always with a remedy.

Codes: C1xx syntax, C2xx shape, C3xx reference, C4xx evidence, D5xx documents, S6xx snapshots, X7xx exports, U8xx usage.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem: message and remedy in both languages, with {named} places for its parameters."""

    severity: str
    message_zh: str
    message_en: str
    remedy_zh: str
    remedy_en: str


CODES: dict[str, Code] = {}


def register(codes: dict[str, tuple[str, str, str, str, str]]) -> None:
    """Adds codes: severity (error or warning), message zh, message en, remedy zh, remedy en. A code is given once.

    Raises ValueError for a code that is taken.
    """
    for code, row in codes.items():
        if code in CODES:
            msg = f"code {code} is taken"
            raise ValueError(msg)
        CODES[code] = Code(*row)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in an editor's input that must be mended; `path` as the editor knows it, line and column from 1 (0: unknown)."""

    code: str
    path: str
    line: int = 0
    column: int = 0
    parameters: tuple[tuple[str, str], ...] = field(default=())

    @property
    def severity(self) -> str:
        """Error or warning."""
        return CODES[self.code].severity

    def message(self, language: str) -> str:
        """What is wrong, in zh or en."""
        code = CODES[self.code]
        return (code.message_zh if language == "zh" else code.message_en).format_map(dict(self.parameters))

    def remedy(self, language: str) -> str:
        """What mends it, in zh or en."""
        code = CODES[self.code]
        return (code.remedy_zh if language == "zh" else code.remedy_en).format_map(dict(self.parameters))

    def text(self, language: str) -> str:
        """`file:line:column: CODE message — remedy`; without line and column where there are none."""
        where = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{where}: {self.code} {self.message(language)} — {self.remedy(language)}"


def problem(code: str, path: str, line: int = 0, column: int = 0, **parameters: object) -> Problem:
    """A problem with its parameters as text. Raises KeyError for an unknown code: that is the programmer's error."""
    CODES[code]
    return Problem(code, path, line, column, tuple((name, str(item)) for name, item in parameters.items()))


class InputError(Exception):
    """The user's input cannot be used: carries the problems to print; commands answer it with exit status 1."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(each.text("en") for each in self.problems))
