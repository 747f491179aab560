"""Lists of plain rows become facts of the register: judged row by row first, then written all or not at all."""
