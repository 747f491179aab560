"""What every page has in common: base template, menu, marks, forms, error pages."""
