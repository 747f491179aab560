"""What a post lets its holder do: asked of the register for a day, never kept in a second list."""
