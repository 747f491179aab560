"""Files that people send in: typed by content, bounded, scanned, sealed, read only by whom their owner names."""
