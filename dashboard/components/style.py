"""The few rules of style that Streamlit has no option for. Constant text: nothing of the data ever reaches a style element."""

from __future__ import annotations

import streamlit as st

_RULES = """<style>
.block-container { padding: 3.6rem 1.4rem 1.2rem; max-width: none; }
[data-testid="stSidebarHeader"] { height: 2.6rem; padding-top: 0.4rem; padding-bottom: 0; margin-bottom: 0; }
[data-testid="stSidebarUserContent"] { padding: 0 1rem 1rem; }
[data-testid="stSidebar"] [data-testid="stVerticalBlock"] { gap: 0.55rem; }
[data-testid="stSidebar"] label p { font-size: 0.86rem; }
[data-testid="stMain"] [data-testid="stVerticalBlock"] { gap: 0.6rem; }
[data-testid="stMetricValue"] { font-size: 1.7rem; line-height: 1.25; }
[data-testid="stMetricLabel"] p { font-size: 0.87rem; }
.st-key-evidence_panel { position: fixed; right: 0; top: 3.4rem; bottom: 0; width: min(30rem, 94vw); overflow-y: auto; z-index: 90;
  padding: 0.9rem 1rem 1.2rem; border-left: 1px solid var(--st-border-color, rgba(128, 128, 128, 0.4));
  box-shadow: -8px 0 24px rgba(0, 0, 0, 0.18); background: inherit; }
@media (min-width: 1700px) {
  .stMain:has(.st-key-evidence_panel) .block-container { padding-right: 31.5rem; }
  .st-key-evidence_panel { box-shadow: none; }
}
</style>"""


def apply_style() -> None:
    """Puts the rules on the page."""
    st.html(_RULES)
