"""Every mistake that `sote` knows, with its exit code and its words.

A class a mistake; the message and the hint stand in the class as catalogue keys, the values that fill them are given
by keyword. Values are references, codes, paths, dates and numbers, never contents of a request. They are translated
and printed in one place only, the boundary in `cli.main`.
"""
