"""What if: one week of one store under other decisions, side by side."""
