"""How functions are compiled, and how they are handed their arrays."""
