"""Settings: where the catalog, the corpus and the snapshots are, and in which language to speak. The only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from etl.catalog import CatalogRoots
from etl.errors import LANGUAGES
from etl.extract.shipped import shipped_folder

BUILD_VARIABLE = "BAIMO_BUILD"
CATALOG_VARIABLE = "BAIMO_CATALOG"
LANGUAGE_VARIABLE = "BAIMO_LANG"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build needs to know of this machine. `corpora` are folders or files of articles."""

    catalog: Path
    shipped: Path
    corpora: tuple[Path, ...]
    out: Path
    workers: int = 1
    language: str = "zh"

    @property
    def roots(self) -> CatalogRoots:
        """The folders the catalog is read from."""
        return CatalogRoots(self.catalog, self.shipped)

    @property
    def lexicon(self) -> Path:
        """The rules on names: the catalog's own, else the shipped ones."""
        return self._own("lexicon")

    @property
    def patterns(self) -> Path:
        """The extraction rules: the catalog's own, else the shipped ones."""
        return self._own("patterns")

    @property
    def rates(self) -> Path:
        """The table of exchange rates: the catalog's own, else the shipped one."""
        own = self.catalog / "reference" / "fx_ecb.csv"
        return own if own.is_file() else self.shipped / "reference" / "fx_ecb.csv"

    @property
    def cache(self) -> Path:
        """What earlier builds have read."""
        return self.out / ".readings"

    def _own(self, name: str) -> Path:
        """A folder of the catalog that holds rules, else the shipped one."""
        own = self.catalog / name
        return own if any(own.glob("*.yml")) else self.shipped / name


def settings(  # noqa: PLR0913 - keyword-only, each with a default
    *,
    catalog: Path | None = None,
    corpora: Sequence[Path] = (),
    out: Path | None = None,
    workers: int = 1,
    language: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Settings of what was given, else of the environment (BAIMO_CATALOG, BAIMO_BUILD, BAIMO_LANG), else of where the package lies."""
    known = os.environ if environment is None else environment
    shipped = shipped_folder()
    chosen = catalog or (Path(known[CATALOG_VARIABLE]) if known.get(CATALOG_VARIABLE) else shipped)
    briefs = chosen / "briefs"
    return Settings(
        catalog=chosen,
        shipped=shipped,
        corpora=tuple(corpora) or (briefs if any(briefs.glob("*.md")) else shipped / "briefs",),
        out=out or (Path(known[BUILD_VARIABLE]) if known.get(BUILD_VARIABLE) else _build_folder(shipped)),
        workers=workers,
        language=language if language in LANGUAGES else _language(known),
    )


def _build_folder(shipped: Path) -> Path:
    """`build/` of a checkout; an installed package writes to the platform's data folder."""
    checkout = shipped.parent
    return checkout / "build" if (checkout / "pyproject.toml").is_file() else user_data_path("baimo-atlas", appauthor=False)


def _language(known: Mapping[str, str]) -> str:
    """BAIMO_LANG, else English where the locale says so, else Chinese: the market's own language."""
    for name in (LANGUAGE_VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"):
        chosen = known.get(name, "").casefold()[:2]
        if chosen in LANGUAGES:
            return chosen
        if chosen and name == LANGUAGE_VARIABLE:
            break
    return "zh"
