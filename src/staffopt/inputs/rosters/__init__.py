"""Rosters that other programs, spreadsheets and calendars hold; nothing in them is guessed."""
