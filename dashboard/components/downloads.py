"""The download bar under a chart: the picture on screen as PNG and SVG for a slide, and the rows it is drawn from as CSV."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.components.words import say
from dashboard.export.checks import lacking, unwritable
from dashboard.export.image import image_bytes
from dashboard.export.table import csv_bytes
from dashboard.selection import Selection
from dashboard.theme import canvas_of
from dashboard.views import VIEWS
from etl.errors import InputError, Problem

FORMATS = ("png", "svg", "csv")
_MIME = {"png": "image/png", "svg": "image/svg+xml", "csv": "text/csv"}


def download_bar(view: str, frame: pd.DataFrame, figure: go.Figure, selection: Selection) -> None:
    """One button a format, each saying what it gives; pictures that this computer cannot draw are off, with the reason and the remedy."""
    language = selection.language
    problems = (*_lacking(), *unwritable({view: figure}))
    why = " ".join(f"{each.message(language)} — {each.remedy(language)}" for each in problems)
    with st.container(horizontal=True, key=f"downloads_{view}", gap="small", vertical_alignment="center"):
        for form in FORMATS:
            off = bool(problems) and form != "csv"
            st.download_button(
                form.upper(),
                data=_making(view, frame, form, language),
                file_name=_file_name(view, frame, form),
                mime=_MIME[form],
                key=f"download_{view}_{form}",
                icon=":material/download:",
                help=why if off else say(language, "csv_help" if form == "csv" else "download_help"),
                on_click="ignore",
                type="tertiary",
                disabled=off,
            )


@st.cache_data(show_spinner=False, ttl=60)
def _lacking() -> tuple[Problem, ...]:
    """Looked up once a minute: a font installed meanwhile counts soon, and a page load does not wait for fontconfig."""
    return lacking()


def _making(view: str, frame: pd.DataFrame, form: str, language: str) -> Callable[[], bytes]:
    """Made when the button is pressed: a picture takes a second, and most readers never ask. Slides are light, whatever the screen is."""

    def make() -> bytes:
        figure = VIEWS[view].figure(frame, canvas_of("slide", language=language))
        if form == "csv":
            return csv_bytes(frame, VIEWS[view].sources(frame), folded=(figure.layout.meta or {}).get("folded", ()))
        problems = unwritable({view: figure})
        if problems:
            raise InputError(problems)
        return image_bytes(figure, format=form)

    return make


def _file_name(view: str, frame: pd.DataFrame, form: str) -> str:
    as_of = frame.attrs.get("as_of")
    return f"baimo-{view}{f'-{as_of}' if as_of else ''}.{form}"
