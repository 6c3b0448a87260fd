"""What any roster of a problem costs at least: linear relaxations."""
