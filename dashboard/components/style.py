"""The few rules of style that Streamlit has no option for. Constant text: nothing of the data ever reaches a style element."""

from __future__ import annotations

import streamlit as st
from PIL import Image, ImageDraw

from dashboard.theme import PALETTES

_RULES = """
.block-container { padding: 4.15rem 1.4rem 1.2rem; max-width: none; }
[data-testid="stSidebarHeader"] { height: 2.6rem; padding-top: 0.4rem; padding-bottom: 0; margin-bottom: 0; }
[data-testid="stSidebarContent"] { padding: 0; }
[data-testid="stSidebarUserContent"] { padding: 0 0.9rem 0.8rem; }
[data-testid="stSidebar"] [data-testid="stVerticalBlock"] { gap: 0.5rem; }
[data-testid="stSidebar"] label p { font-size: 0.86rem; }
[data-testid="stSidebar"] [data-testid="stWidgetLabel"] { min-height: 1.3rem; margin-bottom: 0.1rem; }
[data-testid="stSidebar"] button[data-variant="pills"] { padding: 0 0.55rem; min-height: 1.75rem; height: 1.75rem; }
.st-key-brand { margin-top: -2.25rem; pointer-events: none; }
.st-key-brand p { font-size: 1.15rem; font-weight: 700; margin: 0; }
[data-testid="stMain"] [data-testid="stVerticalBlock"] { gap: 0.6rem; }
[data-testid="stMetricValue"] { font-size: 1.7rem; line-height: 1.25; }
[data-testid="stMetricLabel"] p { font-size: 0.87rem; }
.st-key-evidence_panel { position: fixed; right: 0; top: 3.75rem; bottom: 0; width: min(30rem, 94vw); overflow-y: auto; z-index: 90;
  padding: 0.9rem 1rem 1.2rem; border-left: 1px solid rgba(128, 128, 128, 0.4);
  box-shadow: -8px 0 24px rgba(0, 0, 0, 0.18); }
[class*="st-key-downloads_"] { position: fixed; top: 0.55rem; right: 4rem; z-index: 1000000; width: auto; }
a:focus-visible, button:focus-visible, [role="combobox"]:focus-visible, summary:focus-visible { outline: 3px solid var(--st-primary-color, currentColor) !important;
  outline-offset: 2px; }
.st-key-page_title { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 900px) {
  [class*="st-key-downloads_"] { position: static; }
}
@media (min-width: 1700px) {
  .stMain:has(.st-key-evidence_panel) .block-container { padding-right: 31.5rem; }
  .st-key-evidence_panel { box-shadow: none; }
}
"""


def apply_style(theme: str) -> None:
    """Puts the rules on the page; the panel over the chart needs the ground of the theme, or the chart would shine through."""
    st.html(f"<style>{_RULES}.st-key-evidence_panel {{ background: {PALETTES[theme].paper}; }}</style>")


def tab_icon() -> Image.Image:
    """Four tiles of the map for the browser's tab; drawn here, because Streamlit fetches named icons and emoji from the network."""
    palette = PALETTES["light"]
    icon = Image.new("RGBA", (64, 64))
    pen = ImageDraw.Draw(icon)
    for position, hue in enumerate((palette.band, *(each.line for each in palette.hues[:3]))):
        left, top = 4 + 30 * (position % 2), 4 + 30 * (position // 2)
        pen.rounded_rectangle((left, top, left + 26, top + 26), radius=6, fill=hue)
    return icon
