"""All shifts and breaks of one day chosen anew at once, by an integer program."""
