"""What rules and goals say of a problem, asked once for every engine."""
