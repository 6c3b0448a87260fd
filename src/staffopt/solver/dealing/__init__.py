"""Roles dealt out again at the end: same shifts, same cover, cheaper runs."""
