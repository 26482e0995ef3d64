"""What pages are laid out with: filters, chart, reader of evidence, downloads, notices. Streamlit only, no data logic."""
