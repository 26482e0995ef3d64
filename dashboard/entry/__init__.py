"""What Streamlit is told to run, in a folder of its own.

Beside a folder named `pages` Streamlit runs those files by themselves for the first visitor, without frame, filters and snapshot; and
whatever stands beside the script comes first on the path of modules.
"""
