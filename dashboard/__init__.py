"""The dashboard: what a snapshot says, drawn so that every mark leads to its statements, and the one command, `baimo`."""
