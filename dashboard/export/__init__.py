"""Views as files: pictures and tables that show exactly what is drawn."""
