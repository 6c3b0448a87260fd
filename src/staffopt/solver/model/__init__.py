"""The CP-SAT model of record, and what solves it: outright, in parts, as a check."""
