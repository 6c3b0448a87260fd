"""What was measured, when, on what, against what is known."""
