"""Whole weeks of people as columns, where a week is a short list of shifts a day."""
