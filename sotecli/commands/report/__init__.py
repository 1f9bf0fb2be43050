"""`sote report`: the evaluation of the pilot, of the housing path, of reviews; the workload; and across units."""

from sotecli.commands.report import extracts, figures
from sotecli.commands.report.group import app

__all__ = ["app", "extracts", "figures"]
