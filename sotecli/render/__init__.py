"""The only place that prints. A value becomes a table for people, `label: value` lines, or JSON for programs.

Nothing but results goes to standard output; notes and errors go to standard error. Stored or foreign text passes
`output.clean` before it reaches a terminal.
"""
