"""Article text to statements: decoding and layout, names, quantities and dates, patterns, statements."""
