"""What a proposed move costs, whether it is legal, and making it so. Compiled."""
