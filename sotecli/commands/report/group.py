"""The group that the commands of reports belong to."""

from sotecli.grammar import new_group

app = new_group()
