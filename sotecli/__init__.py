"""`sote`: who asked for a contact, who makes it, by when, and how the pilot went.

Three rings, one sandwich. A command reads, decides, saves, shows:

* `core/` decides: plain values and rules, no clock, no files, no SQL, no printing;
* `storage/` reads and saves: the only place that knows SQL;
* `render/` shows: the only place that prints;
* `commands/` holds one file a command group and is the only place that sees all three.

Around them: `cli` (the door and the one error boundary), `grammar` (what we teach typer), `session` (what one run has),
`settings` (where things lie on this machine), `keys` (the file's key), `passphrase` and `terminal` (asking),
`intake` (checking contact details), `errors` and `i18n`.
"""

__version__ = "0.1.0"
