"""Plain values and rules: no clock, no files, no SQL, no printing. Today is always an argument."""
