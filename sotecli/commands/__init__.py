"""One file a command group. A command reads, decides, saves, shows; it is the only place that sees all three rings."""
