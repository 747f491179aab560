"""The kinds of files a roster may come in, each read cell by cell within bounds."""
