"""The main search: moves, proposed and taken by chance while it cools. Compiled."""
