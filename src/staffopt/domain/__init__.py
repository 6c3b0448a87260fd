"""The nouns of staffopt: frozen values, no files, no solver, no data frames."""
