"""The problem and the roster being searched, as flat arrays for compiled functions."""
