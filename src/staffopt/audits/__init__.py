"""Any roster, ours or not: read, checked, billed and laid beside a plan."""
