"""The only place that searches: compiled annealing finds, CP-SAT is the model of record."""
