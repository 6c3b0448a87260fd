"""The finished week, played against random customers."""
