"""One file a page; Streamlit runs it as a script after `dashboard/app.py` has read the filters."""
