"""The parts of the report page: views made of plain text and numbers, and the template."""
